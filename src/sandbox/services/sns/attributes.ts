import type {
  GetTopicAttributesCommandInput,
  GetTopicAttributesCommandOutput,
  SetTopicAttributesCommandInput,
  SetTopicAttributesCommandOutput,
} from '@aws-sdk/client-sns';
import { isPolicy } from '../../iam/policy-text.ts';
import type { Answer, Call } from '../../service.ts';
import { findTopic, invalid } from './lookup.ts';

/** Attributes that a topic can be given, beside those of the reports on deliveries: `SQSSuccessFeedbackRoleArn` and so on. */
const SETTABLE = new Set([
  ...['DeliveryPolicy', 'DisplayName', 'Policy', 'KmsMasterKeyId', 'SignatureVersion', 'TracingConfig'],
  ...[
    'FifoTopic',
    'ContentBasedDeduplication',
    'ArchivePolicy',
    'FifoThroughputScope',
    'DataProtectionPolicy',
  ],
]);
const FEEDBACK =
  /^(HTTP|Firehose|Lambda|Application|SQS)(SuccessFeedbackRoleArn|SuccessFeedbackSampleRate|FailureFeedbackRoleArn)$/;

/** How SNS tries again where nobody has said how. */
const DELIVERY = {
  http: {
    defaultHealthyRetryPolicy: {
      ...{ minDelayTarget: 20, maxDelayTarget: 20, numRetries: 3, numMaxDelayRetries: 0 },
      ...{ numNoDelayRetries: 0, numMinDelayRetries: 0, backoffFunction: 'linear' },
    },
    disableSubscriptionOverrides: false,
    defaultRequestPolicy: { headerContentType: 'text/plain; charset=UTF-8' },
  },
};

export function GetTopicAttributes(
  input: GetTopicAttributesCommandInput,
  { region }: Call,
): Answer<GetTopicAttributesCommandOutput> {
  const topic = findTopic(region, input.TopicArn);
  const pending = topic.subscriptions.filter(({ isPending }) => isPending).length;
  return {
    Attributes: {
      TopicArn: topic.arn,
      Owner: region.accountId,
      SubscriptionsConfirmed: String(topic.subscriptions.length - pending),
      SubscriptionsPending: String(pending),
      SubscriptionsDeleted: String(topic.deletedSubscriptions),
      EffectiveDeliveryPolicy: topic.attributes.get('DeliveryPolicy') ?? JSON.stringify(DELIVERY),
      ...Object.fromEntries(topic.attributes),
    },
  };
}

export function SetTopicAttributes(
  input: SetTopicAttributesCommandInput,
  { region }: Call,
): Answer<SetTopicAttributesCommandOutput> {
  const topic = findTopic(region, input.TopicArn);
  const { AttributeName: name = '', AttributeValue: value = '' } = input;
  checkAttribute(name, value);
  if (name === 'FifoTopic') throw invalid('AttributeName');
  if (value === '' && name !== 'DisplayName') topic.attributes.delete(name);
  else topic.attributes.set(name, value);
  return {};
}

/** Throws InvalidParameterException for an attribute that topics do not have, and for a policy that is none. */
export function checkAttribute(name: string, value: string): void {
  if (!SETTABLE.has(name) && !FEEDBACK.test(name)) throw invalid('AttributeName');
  if (name === 'Policy' && !isPolicy(value, 'resource')) throw invalid('Policy Error: null');
}
