import { GetTopicAttributesCommand, paginateListTopics, SNSClient } from '@aws-sdk/client-sns';
import { ifThere } from '../../../aws/ask.ts';
import type { Aws } from '../../../aws/aws.ts';
import { notFound } from '../../../aws/not-found.ts';
import { collect } from '../../../aws/pages.ts';
import { Failure } from '../../../failure.ts';
import { withStatement } from '../../../iam-policy/statement-by-sid.ts';
import type { Step } from '../../../plan/plan.ts';
import { keyWarnings, refuseAwsKey } from '../../admission/aws-key.ts';
import { policyFor, type RuleName, statementId } from '../../admission/rule-statement.ts';
import { eventsCall } from '../../calls.ts';
import type { Place } from '../../place.ts';
import { policyChanges } from '../../policy-changes.ts';
import type { DestinationName } from '../destination-name.ts';

/** IAM actions of what is here. */
export const topicActions = ['sns:GetTopicAttributes', 'sns:ListTopics', 'sns:SetTopicAttributes'] as const;

export interface FoundTopic {
  readonly service: 'sns';
  readonly name: string;
  readonly arn: string;
  readonly policy?: string;
  /** The KMS key that messages are encrypted with, as the topic names it. */
  readonly key?: string;
  /** Subscriptions that somebody has confirmed. */
  readonly subscriptions: number;
}

/** @throws a `not-found` failure naming the topics most like it. */
export async function findTopic({ name }: DestinationName, aws: Aws, place: Place): Promise<FoundTopic> {
  const client = aws.client(SNSClient);
  const { partition, region, account } = place;
  const arn = `arn:${partition}:sns:${region}:${account}:${name}`;
  const answer = await ifThere('NotFoundException', () =>
    client.send(new GetTopicAttributesCommand({ TopicArn: arn })),
  );
  if (!answer) throw notFound('topic', name, await topicNames(client));
  const { Policy: policy, KmsMasterKeyId: key, SubscriptionsConfirmed } = answer.Attributes ?? {};
  return {
    service: 'sns',
    name,
    arn,
    ...(policy && { policy }),
    ...(key && { key }),
    subscriptions: Number(SubscriptionsConfirmed ?? 0),
  };
}

/**
 * What the reader should know of the topic.
 * @throws Failure `refused` for a topic that EventBridge cannot publish to.
 */
export function judgeTopic({ name, arn, key, subscriptions }: FoundTopic): string[] {
  if (name.endsWith('.fifo')) {
    throw new Failure('refused', `topic ${name} is a FIFO topic, to which EventBridge does not publish`, {
      hint: 'name a standard topic, or a FIFO queue',
    });
  }
  refuseAwsKey('topic', name, key);
  return [
    ...keyWarnings('topic', name, key),
    ...(subscriptions > 0
      ? []
      : [
          `nobody has subscribed to topic ${name} yet: aws sns subscribe --topic-arn ${arn} --protocol email --notification-endpoint ADDRESS`,
        ]),
  ];
}

/**
 * Lets the rule publish, beside what the topic's policy says already. The statement is without a condition: in topics'
 * policies EventBridge meets none, so that one on aws:SourceArn would let nothing through.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 */
export function admitToTopic({ name, arn, policy }: FoundTopic, rule: RuleName): Step[] {
  const statement = {
    Sid: statementId(rule.name),
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: arn,
  };
  const merged = withStatement(policyFor(rule, policy, `topic ${name}`), statement);
  if (!merged) return [];
  const text = JSON.stringify(merged);
  const put = (AttributeValue: string) =>
    eventsCall('sns', 'SetTopicAttributes', { TopicArn: arn, AttributeName: 'Policy', AttributeValue });
  return [
    {
      id: `topic-policy ${name}`,
      action: 'update',
      resource: { type: 'topic policy', id: name, arn },
      reason: 'a topic takes what EventBridge publishes only where its policy says so',
      changes: policyChanges(policy, text),
      after: [],
      call: put(text),
      ...(policy !== undefined && { undo: put(policy) }),
    },
  ];
}

async function topicNames(client: SNSClient): Promise<string[]> {
  const topics = await collect(paginateListTopics({ client }, {}), ({ Topics }) => Topics);
  return topics.map(({ TopicArn = '' }) => TopicArn.split(':').at(-1) ?? '');
}
