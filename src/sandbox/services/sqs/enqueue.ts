import { createHash } from 'node:crypto';
import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { Region } from '../../world/region.ts';
import type { Message, Queue } from './state.ts';

/** FIFO queues drop what has the same deduplication id as a message of the last five minutes. */
const DEDUPLICATION_MS = 5 * 60 * 1000;

/** What is to stand in a queue. */
interface Posting {
  readonly body: string;
  readonly attributes?: Readonly<Record<string, MessageAttributeValue>> | undefined;
  /** Of a FIFO queue: the group within which messages keep their order. */
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
  readonly delaySeconds?: number | undefined;
}

/** Puts a message into the queue, whoever sends it; of a duplicate in a FIFO queue, the message that is there already. */
export function enqueue(region: Region, queue: Queue, posting: Posting, now: Date): Message {
  const sentAt = now.getTime();
  const { body, attributes = {}, groupId, deduplicationId, delaySeconds = 0 } = posting;
  const known = deduplicationId === undefined ? undefined : queue.sent.get(deduplicationId);
  if (known && sentAt - known.sentAt < DEDUPLICATION_MS) return known;
  const message: Message = {
    ...{ id: region.ids.uuid(), body, attributes, groupId, sentAt },
    ...{ receiptHandle: undefined, receiveCount: 0, visibleAt: sentAt + delaySeconds * 1000 },
    sequenceNumber: isFifo(queue) ? region.ids.digits(20) : undefined,
  };
  queue.messages.push(message);
  if (deduplicationId !== undefined) queue.sent.set(deduplicationId, message);
  return message;
}

/** The id by which a FIFO queue knows a message again: the one given, or that of its content; undefined for others. */
export function deduplicationIdFor(queue: Queue, body: string, given?: string): string | undefined {
  if (!isFifo(queue) || given !== undefined) return given;
  if (queue.attributes.get('ContentBasedDeduplication') !== 'true') return undefined;
  return createHash('sha256').update(body).digest('hex');
}

export function isFifo({ name }: Queue): boolean {
  return name.endsWith('.fifo');
}
