import { AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import type { Queue } from './state.ts';

/** The queue of that name or URL, whatever host the URL names. Throws QueueDoesNotExist. */
export function findQueue(nameOrUrl: string | undefined, { region }: Call): Queue {
  const queue = region.sqs.queues.get(nameOrUrl?.split('/').at(-1) ?? '');
  if (queue) return queue;
  throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
}

/** The queue with that ARN; undefined where the region has none. */
export function queueOfArn({ sqs }: Region, arn: string): Queue | undefined {
  const queue = sqs.queues.get(arn.split(':').at(-1) ?? '');
  return queue?.arn === arn ? queue : undefined;
}

/**
 * Whether the queue is encrypted with the key that AWS looks after, whose policy lets no other service in and cannot be
 * changed. The policies of an account's own keys are not in the sandbox, and taken to be as they should.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export function isUnderManagedKey({ attributes }: Queue): boolean {
  return /(^|:)alias\/aws\/sqs$/.test(attributes.get('KmsMasterKeyId') ?? '');
}

/**
 * A URL at which the queue is reached where the client reached the sandbox, since clients send to a queue's
 * URL.
 */
export function urlOf(queue: Queue, { endpoint, world }: Call): string {
  return `${endpoint}/${world.accountId}/${queue.name}`;
}
