import { SQSClient } from '@aws-sdk/client-sqs';
import type { Aws } from '../../aws/aws.ts';
import { findQueueUrl } from '../../aws/queue-url.ts';

/**
 * Holds that the queue exists in the region, since a metric of a queue that does not is silently without data.
 * @throws a `not-found` failure naming the queues most like it.
 */
export async function readQueue(aws: Aws, name: string): Promise<string> {
  await findQueueUrl(aws.client(SQSClient), name);
  return name;
}
