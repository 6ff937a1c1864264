import { createHash } from 'node:crypto';
import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { Region } from '../../world/region.ts';
import { expire } from './expiry.ts';
import { millisecondsOf } from './settings.ts';
import type { Message, Queue } from './state.ts';

/** What is to stand in a queue. */
interface Posting {
  readonly body: string;
  readonly attributes?: Readonly<Record<string, MessageAttributeValue>> | undefined;
  /** Of a FIFO queue: the group within which messages keep their order. */
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
  /** The queue's own where it is not given. */
  readonly delaySeconds?: number | undefined;
}

/** Puts a message into the queue, whoever sends it; of a duplicate in a FIFO queue, the message that is there already. */
export function enqueue(region: Region, queue: Queue, posting: Posting, now: Date): Message {
  const sentAt = now.getTime();
  expire(queue, sentAt);
  const { body, attributes = {}, groupId, deduplicationId, delaySeconds } = posting;
  const known = deduplicationId === undefined ? undefined : queue.sent.get(deduplicationId);
  if (known) return known;
  const delay = delaySeconds === undefined ? millisecondsOf(queue, 'DelaySeconds') : delaySeconds * 1000;
  const message: Message = {
    ...{ id: region.ids.uuid(), body, attributes, groupId, sentAt },
    ...{ receiptHandle: undefined, receiveCount: 0, visibleAt: sentAt + delay },
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
