import { ListQueueTagsCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Aws } from '../../aws/aws.ts';
import { queueUrl } from '../../aws/queue-url.ts';
import { type QueueAttributes, readQueueAttributes } from '../admission/queue-attributes.ts';
import type { Tags } from '../mark.ts';

/** IAM actions of {@link readQueue}. */
export const queueReads = ['sqs:GetQueueUrl', 'sqs:GetQueueAttributes', 'sqs:ListQueueTags'] as const;

/** A queue with what is looked at of a dead-letter queue. */
export interface FoundQueue extends Omit<QueueAttributes, 'deduplicates'> {
  readonly tags: Tags;
}

/** The queue of that name in this account and region; undefined where there is none. */
export async function readQueue(aws: Aws, name: string): Promise<FoundQueue | undefined> {
  const client = aws.client(SQSClient);
  const QueueUrl = await queueUrl(client, name);
  if (QueueUrl === undefined) return undefined;
  const [attributes, { Tags = {} }] = await Promise.all([
    readQueueAttributes(client, QueueUrl),
    client.send(new ListQueueTagsCommand({ QueueUrl })),
  ]);
  return { ...attributes, tags: Tags };
}
