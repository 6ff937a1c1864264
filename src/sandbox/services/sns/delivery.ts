import type { MessageAttributeValue } from '@aws-sdk/client-sns';
import { policyLets } from '../../iam/resource-policy.ts';
import type { Region } from '../../world/region.ts';
import { invoke } from '../lambda/invocation.ts';
import { functionOfArn } from '../lambda/lookup.ts';
import { mayInvoke } from '../lambda/permissions.ts';
import { deduplicationIdFor, enqueue, isFifo } from '../sqs/enqueue.ts';
import { isUnderManagedKey, queueOfArn } from '../sqs/lookup.ts';
import type { Subscription, Topic } from './state.ts';

/** A message on its way through a topic. */
interface Publication {
  /** By protocol, and `default` for the others. */
  readonly texts: Readonly<Record<string, string>>;
  readonly subject?: string | undefined;
  readonly attributes?: Readonly<Record<string, MessageAttributeValue>> | undefined;
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
}

const SNS = 'sns.amazonaws.com';

/**
 * Hands the message to the queues and functions that have subscribed, as far as their policies let SNS, and returns its
 * id. Nobody hears of what is not let in, as on AWS without delivery status logging; mail, telephones and web servers are
 * beyond the sandbox.
 */
export function deliver(region: Region, topic: Topic, published: Publication, now: Date): string {
  const id = region.ids.uuid();
  for (const subscription of topic.subscriptions) {
    if (subscription.isPending) continue;
    const text = published.texts[subscription.protocol] ?? published.texts.default ?? '';
    const notification = notificationOf(region, topic, { ...published, id, text }, subscription, now);
    if (subscription.protocol === 'sqs') toQueue(region, topic, subscription, published, notification, now);
    if (subscription.protocol === 'lambda') toFunction(region, topic, subscription, notification, now);
  }
  return id;
}

interface Notification {
  readonly Message: string;
  readonly [member: string]: unknown;
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html */
function notificationOf(
  region: Region,
  topic: Topic,
  { id, text, subject, attributes = {} }: Publication & { readonly id: string; readonly text: string },
  { arn }: Subscription,
  now: Date,
): Notification {
  const host = `https://sns.${region.name}.amazonaws.com`;
  const values = Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => {
    const Value = StringValue ?? Buffer.from(BinaryValue ?? []).toString('base64');
    return [name, { Type: DataType, Value }];
  });
  return {
    Type: 'Notification',
    MessageId: id,
    TopicArn: topic.arn,
    ...(subject !== undefined && { Subject: subject }),
    Message: text,
    Timestamp: now.toISOString(),
    SignatureVersion: topic.attributes.get('SignatureVersion') ?? '1',
    Signature: 'the-sandbox-signs-nothing',
    SigningCertURL: `${host}/SimpleNotificationService-sandbox.pem`,
    UnsubscribeURL: `${host}/?Action=Unsubscribe&SubscriptionArn=${arn}`,
    ...(values.length > 0 && { MessageAttributes: Object.fromEntries(values) }),
  };
}

function toQueue(
  region: Region,
  topic: Topic,
  { endpoint, isRaw }: Subscription,
  { attributes, groupId, deduplicationId: given }: Publication,
  notification: Notification,
  now: Date,
): void {
  const queue = queueOfArn(region, endpoint);
  if (!queue) return;
  const { accountId } = region;
  const who = { service: SNS, accountId, sourceArn: topic.arn };
  const request = { ...who, action: 'sqs:SendMessage', resource: endpoint };
  if (!policyLets(queue.attributes.get('Policy'), request) || isUnderManagedKey(queue)) return;
  const body = isRaw ? notification.Message : JSON.stringify(notification);
  const deduplicationId = deduplicationIdFor(queue, body, given);
  const fifo = isFifo(queue) && { groupId, deduplicationId };
  enqueue(region, queue, { body, ...(isRaw && { attributes }), ...fifo }, now);
}

function toFunction(
  region: Region,
  topic: Topic,
  { arn, endpoint }: Subscription,
  notification: Notification,
  now: Date,
): void {
  const invoked = functionOfArn(region, endpoint);
  if (!invoked || !mayInvoke(region, invoked, SNS, topic.arn)) return;
  const record = {
    EventVersion: '1.0',
    EventSubscriptionArn: arn,
    EventSource: 'aws:sns',
    Sns: notification,
  };
  invoke(region, invoked, JSON.stringify({ Records: [record] }), now);
}
