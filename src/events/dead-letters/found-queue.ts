import { GetQueueAttributesCommand, ListQueueTagsCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Aws } from '../../aws/aws.ts';
import { queueUrl } from '../../aws/queue-url.ts';
import type { Tags } from '../mark.ts';

/** IAM actions of {@link readQueue}. */
export const queueReads = ['sqs:GetQueueUrl', 'sqs:GetQueueAttributes', 'sqs:ListQueueTags'] as const;

/** A queue with what is looked at of a dead-letter queue. */
export interface FoundQueue {
  readonly url: string;
  readonly arn: string;
  /** JSON. */
  readonly policy?: string;
  /** The key of KMS that messages are encrypted with, where it is not the queue's own. */
  readonly key?: string;
  readonly tags: Tags;
}

/** The queue of that name in this account and region; undefined where there is none. */
export async function readQueue(aws: Aws, name: string): Promise<FoundQueue | undefined> {
  const client = aws.client(SQSClient);
  const QueueUrl = await queueUrl(client, name);
  if (QueueUrl === undefined) return undefined;
  const [{ Attributes = {} }, { Tags = {} }] = await Promise.all([
    client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn', 'Policy', 'KmsMasterKeyId'] }),
    ),
    client.send(new ListQueueTagsCommand({ QueueUrl })),
  ]);
  const { QueueArn = '', Policy, KmsMasterKeyId } = Attributes;
  return {
    url: QueueUrl,
    arn: QueueArn,
    ...(Policy && { policy: Policy }),
    ...(KmsMasterKeyId && { key: KmsMasterKeyId }),
    tags: Tags,
  };
}
