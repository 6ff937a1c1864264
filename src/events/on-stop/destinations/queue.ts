import { SQSClient } from '@aws-sdk/client-sqs';
import type { Aws } from '../../../aws/aws.ts';
import { findQueueUrl } from '../../../aws/queue-url.ts';
import { Failure } from '../../../failure.ts';
import { isAwsKey } from '../../admission/aws-key.ts';
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
  if (isAwsKey(key, 'sqs')) {
    throw new Failure(
      'refused',
      `queue ${name} is encrypted with alias/aws/sqs, which EventBridge cannot use`,
      {
        hint: "encrypt it with SQS's own key, or with one of yours whose policy lets events.amazonaws.com use it",
      },
    );
  }
  if (key === undefined) return [];
  return [
    `the policy of key ${key} of queue ${name} must let events.amazonaws.com kms:Decrypt and kms:GenerateDataKey`,
  ];
}
