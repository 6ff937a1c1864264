import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Aws } from '../../aws/aws.ts';
import { queueReads as attributeReads, readQueue } from '../dead-letters/found-queue.ts';
import { deadLetterName } from '../dead-letters/wanted.ts';
import { isOurs } from '../mark.ts';
import type { OwnQueue } from './found-parts.ts';
import { readSenders, senderReads } from './read-senders.ts';

/** IAM actions of {@link readOwnQueue}. */
export const queueReads = [...attributeReads, ...senderReads] as const;

type Settings = Readonly<Record<string, string>>;

/** The queue of the name with all that is needed to make it again; undefined where there is none. */
export async function readOwnQueue(aws: Aws, name: string): Promise<OwnQueue | undefined> {
  // A name with a dot has no queue of its own: SQS would not take it.
  if (name.includes('.')) return undefined;
  const queue = await readQueue(aws, deadLetterName(name));
  if (!queue) return undefined;
  const [{ Attributes = {} }, schedules] = await Promise.all([
    aws
      .client(SQSClient)
      .send(new GetQueueAttributesCommand({ QueueUrl: queue.url, AttributeNames: ['All'] })),
    isOurs(queue.tags) ? readSenders(aws, queue.arn) : [],
  ]);
  return {
    ...queue,
    waiting: waitingIn(Attributes),
    settings: settingsOf(Attributes),
    schedules: schedules.filter((one) => one !== name),
  };
}

/** Messages that can be taken, those that somebody has taken, and those that are delayed. */
function waitingIn(attributes: Settings): number {
  return Object.entries(attributes)
    .filter(([attribute]) => attribute.startsWith('ApproximateNumberOfMessages'))
    .reduce((sum, [, count]) => sum + Number(count), 0);
}

/**
 * What CreateQueue takes of a standard queue, but for its encryption:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
 */
const taken = [
  ...['DelaySeconds', 'MaximumMessageSize', 'MessageRetentionPeriod', 'ReceiveMessageWaitTimeSeconds'],
  ...['VisibilityTimeout', 'Policy', 'RedrivePolicy', 'RedriveAllowPolicy'],
];

/** One kind of encryption excludes the other. */
function settingsOf(attributes: Settings): Settings {
  const encryption = attributes.KmsMasterKeyId
    ? ['KmsMasterKeyId', 'KmsDataKeyReusePeriodSeconds']
    : ['SqsManagedSseEnabled'];
  const wanted = [...taken, ...encryption];
  return Object.fromEntries(
    Object.entries(attributes).filter(([attribute, value]) => wanted.includes(attribute) && value !== ''),
  );
}
