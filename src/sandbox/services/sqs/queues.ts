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
import { isPolicy } from '../../iam/policy-text.ts';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { visibleMessages } from '../../world/queue-load.ts';
import type { Region } from '../../world/region.ts';
import { page, pageSize } from '../paging.ts';
import { expire } from './expiry.ts';
import { findQueue, urlOf } from './lookup.ts';
import { DEFAULTS, differingAttribute } from './settings.ts';
import type { Queue } from './state.ts';

const SAME_NAME_AFTER_MS = 60_000;

/**
 * Makes the queue. One of that name is answered as if it had been made now, if no attribute is asked for that it has
 * otherwise; and a name is free again a minute after its queue was deleted.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
 */
export function CreateQueue(input: CreateQueueCommandInput, call: Call): Answer<CreateQueueCommandOutput> {
  const { region, now } = call;
  const name = input.QueueName ?? '';
  if (!/^[A-Za-z0-9_-]{1,75}(\.fifo|[A-Za-z0-9_-]{0,5})$/.test(name)) {
    const allowed = 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length';
    throw new AwsError('InvalidParameterValue', allowed);
  }
  const wanted = input.Attributes ?? {};
  checkAttributes(wanted);
  const known = region.sqs.queues.get(name);
  if (known) {
    checkSame(known, wanted);
    return { QueueUrl: urlOf(known, call) };
  }
  checkFree(region, name, now);
  const queue: Queue = {
    name,
    arn: arn(region, 'sqs', name),
    createdAt: now,
    attributes: new Map(Object.entries(wanted)),
    tags: new Map(Object.entries(input.tags ?? {})),
    messages: [],
    sent: new Map(),
    backlog: 0,
    inFlight: 0,
  };
  region.sqs.queues.set(name, queue);
  return { QueueUrl: urlOf(queue, call) };
}

function checkSame(known: Queue, wanted: Readonly<Record<string, string>>): void {
  const other = differingAttribute(known, wanted);
  if (other === undefined) return;
  const message = `A queue already exists with the same name and a different value for attribute ${other}`;
  throw new AwsError('QueueNameExists', message);
}

function checkFree({ sqs }: Region, name: string, now: Date): void {
  const deletedAt = sqs.deletions.get(name);
  if (deletedAt === undefined || now.getTime() - deletedAt >= SAME_NAME_AFTER_MS) return;
  const message =
    'You must wait 60 seconds after deleting a queue before you can create another with the same name.';
  throw new AwsError('QueueDeletedRecently', message);
}

export function DeleteQueue(input: DeleteQueueCommandInput, call: Call): Answer<DeleteQueueCommandOutput> {
  const { region, now } = call;
  const { name, arn, tags } = findQueue(input.QueueUrl, call);
  region.sqs.queues.delete(name);
  region.sqs.deletions.set(name, now.getTime());
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
  if (!Policy || isPolicy(Policy, 'resource')) return;
  throw new AwsError('InvalidAttributeValue', 'Invalid value for the parameter Policy.');
}

function attributesOf(queue: Queue, now: Date): Record<string, string> {
  expire(queue, now.getTime());
  const seconds = String(Math.floor(queue.createdAt.getTime() / 1000));
  const hidden = queue.messages.filter(({ visibleAt }) => visibleAt > now.getTime());
  const delayed = hidden.filter(({ receiveCount }) => receiveCount === 0).length;
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(visibleMessages(queue, now.getTime())),
    ApproximateNumberOfMessagesNotVisible: String(queue.inFlight + hidden.length - delayed),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: seconds,
    LastModifiedTimestamp: seconds,
    ...DEFAULTS,
    ...Object.fromEntries(queue.attributes),
  };
}
