import type {
  AddPermissionCommandInput,
  AddPermissionCommandOutput,
  RemovePermissionCommandInput,
  RemovePermissionCommandOutput,
} from '@aws-sdk/client-sns';
import { statementsOf } from '../../iam/resource-statements.ts';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { findTopic, invalid } from './lookup.ts';
import type { Topic } from './state.ts';

const OWNERS_ACTIONS = [
  ...['SNS:GetTopicAttributes', 'SNS:SetTopicAttributes', 'SNS:AddPermission', 'SNS:RemovePermission'],
  ...['SNS:DeleteTopic', 'SNS:Subscribe', 'SNS:ListSubscriptionsByTopic', 'SNS:Publish'],
];

/** The policy that a topic begins with: what its owner does is allowed, and nothing to any service. */
export function firstPolicy({ accountId }: Region, topicArn: string): string {
  const statement = {
    Sid: '__default_statement_ID',
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: OWNERS_ACTIONS,
    Resource: topicArn,
    Condition: { StringEquals: { 'AWS:SourceOwner': accountId } },
  };
  return JSON.stringify({ Version: '2008-10-17', Id: '__default_policy_ID', Statement: [statement] });
}

/** Lets accounts do something to the topic; services are let in by the attribute Policy alone. */
export function AddPermission(
  input: AddPermissionCommandInput,
  { region }: Call,
): Answer<AddPermissionCommandOutput> {
  const topic = findTopic(region, input.TopicArn);
  const { Label: Sid = '', AWSAccountId: accounts = [], ActionName: actions = [] } = input;
  const statements = statementsOf(topic.attributes.get('Policy'));
  if (statements.some((one) => one.Sid === Sid)) throw invalid('Statement already exists');
  const unknown = actions.find((action) => action !== '*' && !OWNERS_ACTIONS.includes(`SNS:${action}`));
  if (unknown !== undefined) throw invalid('Policy statement action out of service scope!');
  const added = {
    Sid,
    Effect: 'Allow',
    Principal: { AWS: accounts.map((account) => `arn:${region.partition}:iam::${account}:root`) },
    Action: actions.map((action) => `SNS:${action}`),
    Resource: topic.arn,
  };
  setStatements(topic, [...statements, added]);
  return {};
}

export function RemovePermission(
  input: RemovePermissionCommandInput,
  { region }: Call,
): Answer<RemovePermissionCommandOutput> {
  const topic = findTopic(region, input.TopicArn);
  const statements = statementsOf(topic.attributes.get('Policy'));
  const left = statements.filter(({ Sid }) => Sid !== input.Label);
  if (left.length === statements.length) {
    throw new AwsError('NotFoundException', 'Statement does not exist');
  }
  setStatements(topic, left);
  return {};
}

function setStatements({ attributes }: Topic, Statement: readonly object[]): void {
  const policy = JSON.parse(attributes.get('Policy') || '{}') as object;
  attributes.set('Policy', JSON.stringify({ ...policy, Statement }));
}
