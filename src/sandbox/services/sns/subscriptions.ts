import type {
  ListSubscriptionsByTopicCommandInput,
  ListSubscriptionsByTopicCommandOutput,
  SubscribeCommandInput,
  SubscribeCommandOutput,
  UnsubscribeCommandInput,
  UnsubscribeCommandOutput,
} from '@aws-sdk/client-sns';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { findTopic, invalid, isFifo, listed } from './lookup.ts';
import type { Subscription, Topic } from './state.ts';

/** What an endpoint looks like by protocol, and what SNS calls it where it does not. */
const ENDPOINTS: Readonly<Record<string, readonly [RegExp, string]>> = {
  sqs: [/^arn:[^:]+:sqs:[^:]+:\d{12}:.+$/, 'SQS endpoint ARN'],
  lambda: [/^arn:[^:]+:lambda:[^:]+:\d{12}:function:.+$/, 'Lambda endpoint ARN'],
  email: [/^[^@\s]+@[^@\s]+$/, 'Email address'],
  'email-json': [/^[^@\s]+@[^@\s]+$/, 'Email address'],
  sms: [/^\+?[\d\s-]+$/, 'SMS endpoint'],
  http: [/^http:\/\/.+/, 'Endpoint must match the specified protocol'],
  https: [/^https:\/\/.+/, 'Endpoint must match the specified protocol'],
};

/** Whoever must say yes first; the others are the account's own. */
const CONFIRMING = new Set(['email', 'email-json', 'http', 'https']);

/** Subscribes an endpoint; one that is subscribed already keeps its subscription. */
export function Subscribe(input: SubscribeCommandInput, { region }: Call): Answer<SubscribeCommandOutput> {
  const topic = findTopic(region, input.TopicArn);
  const { Protocol: protocol = '', Endpoint: endpoint = '', Attributes: attributes = {} } = input;
  check(topic, protocol, endpoint, attributes);
  const known = topic.subscriptions.find((one) => one.protocol === protocol && one.endpoint === endpoint);
  const subscription: Subscription = known ?? {
    arn: `${topic.arn}:${region.ids.uuid()}`,
    protocol,
    endpoint,
    isRaw: attributes.RawMessageDelivery === 'true',
    isPending: CONFIRMING.has(protocol),
  };
  if (!known) topic.subscriptions.push(subscription);
  const isTold = !subscription.isPending || input.ReturnSubscriptionArn;
  return { SubscriptionArn: isTold ? subscription.arn : 'pending confirmation' };
}

/** A subscription that is not there is gone already; one that nobody has confirmed cannot be taken back. */
export function Unsubscribe(
  { SubscriptionArn: arn = '' }: UnsubscribeCommandInput,
  { region }: Call,
): Answer<UnsubscribeCommandOutput> {
  if (!/^arn:[^:]+:sns:[^:]+:\d{12}:[^:]+:[^:]+$/.test(arn)) {
    throw invalid('SubscriptionArn Reason: An ARN must have at least 6 elements');
  }
  const topic = region.sns.topics.get(arn.slice(0, arn.lastIndexOf(':')));
  const subscription = topic?.subscriptions.find((one) => one.arn === arn);
  if (!topic || !subscription) return {};
  if (subscription.isPending) {
    throw invalid('This operation is not allowed for subscriptions that are pending confirmation');
  }
  topic.subscriptions = topic.subscriptions.filter((one) => one !== subscription);
  topic.deletedSubscriptions += 1;
  return {};
}

export function ListSubscriptionsByTopic(
  input: ListSubscriptionsByTopicCommandInput,
  { region }: Call,
): Answer<ListSubscriptionsByTopicCommandOutput> {
  const topic = findTopic(region, input.TopicArn);
  const { items, nextToken } = listed(topic.subscriptions, input.NextToken);
  return {
    Subscriptions: items.map(({ arn, protocol, endpoint, isPending }) => ({
      SubscriptionArn: isPending ? 'PendingConfirmation' : arn,
      Owner: region.accountId,
      Protocol: protocol,
      Endpoint: endpoint,
      TopicArn: topic.arn,
    })),
    NextToken: nextToken,
  };
}

function check(
  topic: Topic,
  protocol: string,
  endpoint: string,
  attributes: Readonly<Record<string, string>>,
): void {
  const [shape, what] = ENDPOINTS[protocol] ?? [];
  if (!shape) throw invalid(`Amazon SNS does not support this protocol string: ${protocol}`);
  if (!shape.test(endpoint)) throw invalid(what ?? 'Endpoint');
  if (isFifo(topic) && protocol !== 'sqs') throw invalid(`Endpoint Reason: ${protocol} with a FIFO topic`);
  if (protocol === 'sqs' && endpoint.endsWith('.fifo') && !isFifo(topic)) {
    const reason = 'FIFO SQS Queues can not be subscribed to standard SNS topics';
    throw invalid(`Invalid parameter: Endpoint Reason: ${reason}`);
  }
  if (attributes.FilterPolicy) {
    throw new AwsError('NotInSandbox', 'filter policies of subscriptions are not in the sandbox', 501);
  }
}
