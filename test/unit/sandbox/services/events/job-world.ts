import type { Target } from '@aws-sdk/client-eventbridge';
import type { Message } from '@aws-sdk/client-sqs';
import { GetMetricData } from '../../../../../src/sandbox/services/cloudwatch/metric-data.ts';
import { CreateCluster } from '../../../../../src/sandbox/services/ecs/clusters.ts';
import { RegisterTaskDefinition } from '../../../../../src/sandbox/services/ecs/task-definitions.ts';
import { PutRolePolicy } from '../../../../../src/sandbox/services/iam/inline-policies.ts';
import { CreateRole } from '../../../../../src/sandbox/services/iam/roles.ts';
import { ReceiveMessage } from '../../../../../src/sandbox/services/sqs/messages.ts';
import { CreateQueue } from '../../../../../src/sandbox/services/sqs/queues.ts';
import { morning, PracticeWorld } from '../../world/practice-world.ts';

const account = '123456789012';
export const clusterArn = `arn:aws:ecs:us-east-1:${account}:cluster/prod`;
export const jobArn = `arn:aws:ecs:us-east-1:${account}:task-definition/job`;
export const letters = `arn:aws:sqs:us-east-1:${account}:letters`;
export const roleArn = `arn:aws:iam::${account}:role/starter`;
const QueueUrl = `http://127.0.0.1:1/${account}/letters`;

/** What the role of a target needs to run the job; a test takes one of them away. */
export const rights = {
  run: {
    Effect: 'Allow',
    Action: 'ecs:RunTask',
    Resource: `${jobArn}:*`,
    Condition: { ArnEquals: { 'ecs:cluster': clusterArn } },
  },
  pass: {
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: [`arn:aws:iam::${account}:role/job`, `arn:aws:iam::${account}:role/job-execution`],
    Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
  },
  tag: {
    Effect: 'Allow',
    Action: 'ecs:TagResource',
    Resource: `arn:aws:ecs:us-east-1:${account}:task/prod/*`,
    Condition: { StringEquals: { 'ecs:CreateAction': 'RunTask' } },
  },
  bury: { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: letters },
};

/** A cluster `prod` and a job of the awsvpc mode with two roles, and nobody who may start it yet. */
export function worldWithJob(): PracticeWorld {
  const practice = new PracticeWorld();
  CreateCluster({ clusterName: 'prod' }, practice.call);
  registerJob(practice);
  return practice;
}

export function registerJob(practice: PracticeWorld): void {
  RegisterTaskDefinition(
    {
      family: 'job',
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      cpu: '256',
      memory: '512',
      taskRoleArn: `arn:aws:iam::${account}:role/job`,
      executionRoleArn: `arn:aws:iam::${account}:role/job-execution`,
      containerDefinitions: [{ name: 'job', image: 'job:1' }],
      tags: [{ key: 'team', value: 'shop' }],
    },
    practice.call,
  );
}

/** The role `starter`, which the service may act in under the conditions, with what the statements let it do. */
export function makeRole(
  practice: PracticeWorld,
  service: string,
  statements: readonly object[],
  conditions: object = { StringEquals: { 'aws:SourceAccount': account } },
): void {
  const trust = {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sts:AssumeRole',
    Condition: conditions,
  };
  CreateRole({ RoleName: 'starter', AssumeRolePolicyDocument: policy([trust]) }, practice.call);
  if (statements.length === 0) return;
  PutRolePolicy(
    { RoleName: 'starter', PolicyName: 'run', PolicyDocument: policy(statements) },
    practice.call,
  );
}

/** The queue `letters`, into which rules of that ARN may put what they cannot deliver; no rule where none is named. */
export function makeQueue(practice: PracticeWorld, sourceArn?: string): void {
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: letters,
    Condition: { ArnEquals: { 'aws:SourceArn': sourceArn } },
  };
  const Attributes = sourceArn === undefined ? {} : { Policy: policy([statement]) };
  CreateQueue({ QueueName: 'letters', Attributes }, practice.call);
}

export function jobTarget(ecs: Partial<Target['EcsParameters']> = {}, more: Partial<Target> = {}): Target {
  return {
    Id: 'job',
    Arn: clusterArn,
    RoleArn: roleArn,
    EcsParameters: {
      TaskDefinitionArn: jobArn,
      LaunchType: 'FARGATE',
      NetworkConfiguration: { awsvpcConfiguration: { Subnets: ['subnet-1'], SecurityGroups: ['sg-1'] } },
      ...ecs,
    },
    DeadLetterConfig: { Arn: letters },
    ...more,
  };
}

/** The messages of the queue `letters`, with their attributes as plain texts. */
export function deadLetters(practice: PracticeWorld): { body: unknown; said: Record<string, string> }[] {
  const input = { QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] };
  const { Messages = [] } = ReceiveMessage(input, practice.call);
  return Messages.map((message) => ({ body: JSON.parse(message.Body ?? ''), said: textsOf(message) }));
}

function textsOf({ MessageAttributes = {} }: Message): Record<string, string> {
  const entries = Object.entries(MessageAttributes);
  return Object.fromEntries(entries.map(([name, { StringValue = '' }]) => [name, StringValue]));
}

/** How often something was counted of a rule since the morning; undefined for never. */
export function counted(practice: PracticeWorld, MetricName: string, rule = 'hourly'): number | undefined {
  return sum(practice, { Namespace: 'AWS/Events', MetricName, dimension: ['RuleName', rule] });
}

export function sum(
  practice: PracticeWorld,
  {
    Namespace,
    MetricName,
    dimension: [Name, Value],
  }: {
    Namespace: string;
    MetricName: string;
    dimension: [string, string];
  },
): number | undefined {
  const Metric = { Namespace, MetricName, Dimensions: [{ Name, Value }] };
  const { MetricDataResults } = GetMetricData(
    {
      StartTime: morning,
      EndTime: new Date(practice.now + 60_000),
      MetricDataQueries: [{ Id: 'm', MetricStat: { Metric, Period: 86_400 * 7, Stat: 'Sum' } }],
    },
    practice.call,
  );
  return MetricDataResults?.[0]?.Values?.reduce((total, value) => total + value, 0) || undefined;
}

function policy(Statement: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}
