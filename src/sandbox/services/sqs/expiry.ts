import { millisecondsOf } from './settings.ts';
import type { Queue } from './state.ts';

/** FIFO queues drop what has the same deduplication id as a message of the last five minutes. */
const DEDUPLICATION_MS = 5 * 60_000;

/**
 * Takes away the messages that the queue has kept for as long as it keeps any, and what it remembers of those sent more
 * than five minutes ago.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-basic-architecture.html
 */
export function expire(queue: Queue, now: number): void {
  const { messages, sent } = queue;
  const retention = millisecondsOf(queue, 'MessageRetentionPeriod');
  const kept = messages.filter(({ sentAt }) => now - sentAt < retention);
  if (kept.length < messages.length) messages.splice(0, messages.length, ...kept);
  for (const [id, { sentAt }] of sent) if (now - sentAt >= DEDUPLICATION_MS) sent.delete(id);
}
