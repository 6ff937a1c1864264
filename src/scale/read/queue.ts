import { GetQueueUrlCommand, paginateListQueues, SQSClient } from '@aws-sdk/client-sqs';
import type { Aws } from '../../aws/aws.ts';
import { notFound } from '../../aws/not-found.ts';
import { collect } from '../../aws/pages.ts';

/**
 * Holds that the queue exists in the region, since a metric of a queue that does not is silently without data.
 * @throws a `not-found` failure naming the queues most like it.
 */
export async function readQueue(aws: Aws, name: string): Promise<string> {
  const client = aws.client(SQSClient);
  try {
    await client.send(new GetQueueUrlCommand({ QueueName: name }));
    return name;
  } catch (error) {
    if (!(error instanceof Error) || !/QueueDoesNotExist|NonExistentQueue/.test(error.name)) throw error;
    const pages = paginateListQueues({ client, pageSize: 1000 }, {});
    const urls = await collect(pages, ({ QueueUrls }) => QueueUrls);
    throw notFound(
      'queue',
      name,
      urls.map((url) => url.split('/').at(-1) ?? url),
    );
  }
}
