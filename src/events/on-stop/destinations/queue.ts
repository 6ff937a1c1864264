import { SQSClient } from '@aws-sdk/client-sqs';
import type { Aws } from '../../../aws/aws.ts';
import { findQueueUrl } from '../../../aws/queue-url.ts';
import { Failure } from '../../../failure.ts';
import { keyWarnings, refuseAwsKey } from '../../admission/aws-key.ts';
import { type QueueAttributes, readQueueAttributes } from '../../admission/queue-attributes.ts';
import type { DestinationName } from '../destination-name.ts';

/** IAM actions of what is here. */
export const queueActions = [
  'sqs:GetQueueUrl',
  'sqs:GetQueueAttributes',
  'sqs:ListQueues',
  'sqs:SetQueueAttributes',
] as const;

export interface FoundQueue extends QueueAttributes {
  readonly service: 'sqs';
  readonly name: string;
}

/** @throws a `not-found` failure naming the queues most like it. */
export async function findQueue({ name }: DestinationName, aws: Aws): Promise<FoundQueue> {
  const client = aws.client(SQSClient);
  const attributes = await readQueueAttributes(client, await findQueueUrl(client, name));
  return { service: 'sqs', name, ...attributes };
}

/**
 * What the reader should know of the queue.
 * @throws Failure `refused` for a queue that EventBridge cannot send to.
 */
export function judgeQueue({ name, key, deduplicates }: FoundQueue): string[] {
  if (name.endsWith('.fifo') && !deduplicates) {
    throw new Failure('refused', `queue ${name} wants a deduplication id, which EventBridge does not send`, {
      hint: 'turn on its content-based deduplication, or name a standard queue',
    });
  }
  refuseAwsKey('queue', name, key);
  return keyWarnings('queue', name, key);
}
