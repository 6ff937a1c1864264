import { GetQueueUrlCommand, paginateListQueues, type SQSClient } from '@aws-sdk/client-sqs';
import { notFound } from './not-found.ts';
import { collect } from './pages.ts';

/** The URL of the queue of that name in this account and region; undefined where there is none. */
export async function queueUrl(client: SQSClient, QueueName: string): Promise<string | undefined> {
  try {
    return (await client.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl;
  } catch (error) {
    // SQS has two names for the error, by which of its protocols was spoken.
    if (error instanceof Error && /QueueDoesNotExist|NonExistentQueue/.test(error.name)) return undefined;
    throw error;
  }
}

/**
 * The URL of a queue that has to be there.
 * @throws a `not-found` failure naming the queues most like it.
 */
export async function findQueueUrl(client: SQSClient, name: string): Promise<string> {
  const url = await queueUrl(client, name);
  if (url !== undefined) return url;
  const pages = paginateListQueues({ client, pageSize: 1000 }, {});
  const urls = await collect(pages, ({ QueueUrls }) => QueueUrls);
  throw notFound(
    'queue',
    name,
    urls.map((one) => one.split('/').at(-1) ?? one),
  );
}
