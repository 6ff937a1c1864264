import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** What decides whether EventBridge can send to a queue. */
export interface QueueAttributes {
  readonly url: string;
  readonly arn: string;
  /** JSON. */
  readonly policy?: string;
  /** The KMS key that messages are encrypted with, as the queue names it; none where SQS's own does it. */
  readonly key?: string;
  /** Of a FIFO queue: whether it makes deduplication ids of what messages contain. */
  readonly deduplicates: boolean;
}

/** IAM action: `sqs:GetQueueAttributes`. SQS does not take the name of an attribute that only FIFO queues have. */
export async function readQueueAttributes(client: SQSClient, url: string): Promise<QueueAttributes> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
  );
  const { QueueArn: arn = '', Policy: policy, KmsMasterKeyId: key, ContentBasedDeduplication } = Attributes;
  return {
    ...{ url, arn },
    ...(policy && { policy }),
    ...(key && { key }),
    deduplicates: ContentBasedDeduplication === 'true',
  };
}
