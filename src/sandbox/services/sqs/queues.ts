import {
  type CreateQueueCommandInput,
  type CreateQueueCommandOutput,
  type DeleteQueueCommandInput,
  type DeleteQueueCommandOutput,
  type GetQueueAttributesCommandInput,
  type GetQueueAttributesCommandOutput,
  type GetQueueUrlCommandInput,
  type GetQueueUrlCommandOutput,
  type ListQueuesCommandInput,
  type ListQueuesCommandOutput,
  QueueAttributeName,
  type SetQueueAttributesCommandInput,
  type SetQueueAttributesCommandOutput,
} from '@aws-sdk/client-sqs';
import { isResourcePolicy } from '../../iam/resource-statements.ts';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { visibleMessages } from '../../world/queue-load.ts';
import type { Region } from '../../world/region.ts';
import { page, pageSize } from '../paging.ts';
import type { Queue } from './state.ts';

const DEFAULTS: Readonly<Record<string, string>> = {
  VisibilityTimeout: '30',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  DelaySeconds: '0',
  ReceiveMessageWaitTimeSeconds: '0',
  SqsManagedSseEnabled: 'true',
};

export function CreateQueue(input: CreateQueueCommandInput, call: Call): Answer<CreateQueueCommandOutput> {
  const { region, now } = call;
  const name = input.QueueName ?? '';
  if (!/^[A-Za-z0-9_-]{1,75}(\.fifo|[A-Za-z0-9_-]{0,5})$/.test(name)) {
    const allowed = 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length';
    throw new AwsError('InvalidParameterValue', allowed);
  }
  checkAttributes(input.Attributes ?? {});
  const known = region.sqs.queues.get(name);
  if (known) return { QueueUrl: urlOf(known, call) };
  const queue: Queue = {
    name,
    arn: arn(region, 'sqs', name),
    createdAt: now,
    attributes: new Map(Object.entries(input.Attributes ?? {})),
    tags: new Map(Object.entries(input.tags ?? {})),
    messages: [],
    sent: new Map(),
    backlog: 0,
    inFlight: 0,
  };
  region.sqs.queues.set(name, queue);
  return { QueueUrl: urlOf(queue, call) };
}

export function DeleteQueue(input: DeleteQueueCommandInput, call: Call): Answer<DeleteQueueCommandOutput> {
  const { region, now } = call;
  const { name, arn, tags } = findQueue(input.QueueUrl, call);
  region.sqs.queues.delete(name);
  if (tags.size > 0) region.tags.bury(arn, now, Object.fromEntries(tags));
  return {};
}

export function GetQueueUrl(input: GetQueueUrlCommandInput, call: Call): Answer<GetQueueUrlCommandOutput> {
  return { QueueUrl: urlOf(findQueue(input.QueueName, call), call) };
}

export function ListQueues(input: ListQueuesCommandInput, call: Call): Answer<ListQueuesCommandOutput> {
  const outOfRange = new AwsError('InvalidParameterValue', 'MaxResults must be 1 to 1000.');
  const size = pageSize(input.MaxResults, { otherwise: 1000, most: 1000 }, outOfRange);
  const wanted = [...call.region.sqs.queues.values()]
    .filter(({ name }) => name.startsWith(input.QueueNamePrefix ?? ''))
    .map((queue) => urlOf(queue, call));
  const invalidToken = new AwsError('InvalidParameterValue', 'Invalid NextToken.');
  const { items, nextToken } = page(wanted, input.NextToken, size, invalidToken);
  return items.length > 0 ? { QueueUrls: items, NextToken: nextToken } : {};
}

export function GetQueueAttributes(
  input: GetQueueAttributesCommandInput,
  call: Call,
): Answer<GetQueueAttributesCommandOutput> {
  const queue = findQueue(input.QueueUrl, call);
  const all = attributesOf(queue, call.now);
  const names: readonly string[] = input.AttributeNames ?? [];
  if (names.includes('All')) return { Attributes: all };
  const known: readonly string[] = Object.values(QueueAttributeName);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  const wanted = Object.entries(all).filter(([name]) => names.includes(name));
  return wanted.length > 0 ? { Attributes: Object.fromEntries(wanted) } : {};
}

export function SetQueueAttributes(
  input: SetQueueAttributesCommandInput,
  call: Call,
): Answer<SetQueueAttributesCommandOutput> {
  const queue = findQueue(input.QueueUrl, call);
  const given = input.Attributes ?? {};
  checkAttributes(given);
  for (const [name, value] of Object.entries(given)) {
    if (value === '' && name === 'Policy') queue.attributes.delete(name);
    else queue.attributes.set(name, String(value));
  }
  return {};
}

/** An empty policy takes the queue's away; any other must be one. */
function checkAttributes({ Policy }: Readonly<Record<string, string>>): void {
  if (!Policy || isResourcePolicy(Policy)) return;
  throw new AwsError('InvalidAttributeValue', 'Invalid value for the parameter Policy.');
}

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
  return attributes.get('KmsMasterKeyId') === 'alias/aws/sqs';
}

/**
 * A URL at which the queue is reached where the client reached the sandbox, since clients send to a queue's
 * URL.
 */
function urlOf(queue: Queue, { endpoint, world }: Call): string {
  return `${endpoint}/${world.accountId}/${queue.name}`;
}

function attributesOf(queue: Queue, now: Date): Record<string, string> {
  const seconds = String(Math.floor(queue.createdAt.getTime() / 1000));
  const held = queue.messages.filter(({ visibleAt }) => visibleAt > now.getTime()).length;
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(visibleMessages(queue, now.getTime())),
    ApproximateNumberOfMessagesNotVisible: String(queue.inFlight + held),
    ApproximateNumberOfMessagesDelayed: '0',
    CreatedTimestamp: seconds,
    LastModifiedTimestamp: seconds,
    ...DEFAULTS,
    ...Object.fromEntries(queue.attributes),
  };
}
