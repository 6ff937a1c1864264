import type { MessageAttributeValue } from '@aws-sdk/client-sqs';

/** SQS's resources in one region. */
export interface SqsState {
  /** By name. */
  readonly queues: Map<string, Queue>;
  /** When the last queue of a name was deleted, in milliseconds. */
  readonly deletions: Map<string, number>;
}

export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
  /** As they were set by CreateQueue and SetQueueAttributes. */
  readonly attributes: Map<string, string>;
  readonly tags: Map<string, string>;
  /** Sent by a client and not deleted yet. */
  readonly messages: Message[];
  /** Of a FIFO queue: what was sent within the last minutes, by deduplication id. */
  readonly sent: Map<string, Message>;
  /** Messages of the simulated load that wait; a fraction of one may be on its way. */
  backlog: number;
  /** Messages of the simulated load that tasks are working on. */
  inFlight: number;
}

export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, MessageAttributeValue>>;
  /** Of a FIFO queue: the group within which messages keep their order. */
  readonly groupId: string | undefined;
  readonly sequenceNumber: string | undefined;
  readonly sentAt: number;
  receiptHandle: string | undefined;
  receiveCount: number;
  /** Milliseconds since the epoch from which the message can be received (again). */
  visibleAt: number;
}

export function emptySqs(): SqsState {
  return { queues: new Map(), deletions: new Map() };
}
