import type { Role } from '@aws-sdk/client-iam';
import { triggerOfRule } from '../../../../src/events/found/of-rule.ts';
import { triggerOfSchedule } from '../../../../src/events/found/of-schedule.ts';
import type { Trigger, TriggerTarget } from '../../../../src/events/found/trigger.ts';
import { burialAsks, runAsks, taskAsks } from '../../../../src/events/show/asks.ts';
import type {
  Ask,
  FoundRoad,
  FoundRole,
  FoundRun,
  FoundTarget,
} from '../../../../src/events/show/found-road.ts';
import type { Right } from '../../../../src/iam-policy/right.ts';

const account = '123456789012';
const region = 'eu-west-1';
export const clusterArn = `arn:aws:ecs:${region}:${account}:cluster/prod`;
export const definitionArn = `arn:aws:ecs:${region}:${account}:task-definition/thumbnail:3`;
export const queueArn = `arn:aws:sqs:${region}:${account}:ecsctl-thumbs-dead-letters`;
const ruleArn = `arn:aws:events:${region}:${account}:rule/thumbs`;
const roleArn = (name: string) => `arn:aws:iam::${account}:role/${name}`;

const network = { awsvpcConfiguration: { Subnets: ['subnet-1'] } };
const template = '{"containerOverrides":[{"name":"app","environment":[{"name":"S3_KEY","value":<key>}]}]}';

export const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

export const trustOf = (
  Service: string,
  Condition: object = { StringEquals: { 'aws:SourceAccount': account } },
) => policy({ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole', Condition });

export const sending = (more: object = {}) =>
  policy({
    ...{ Sid: 'ecsctl-thumbs', Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } },
    ...{
      Action: 'sqs:SendMessage',
      Resource: queueArn,
      Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } },
    },
    ...more,
  });

/** A rule of ecsctl's that runs a task for each upload. */
export function aTrigger(more: Partial<Trigger> = {}): Trigger {
  const pattern = {
    ...{ source: ['aws.s3'], 'detail-type': ['Object Created'] },
    detail: { bucket: { name: ['uploads'] }, object: { key: [{ prefix: 'in/' }] } },
  };
  const rule = {
    Name: 'thumbs',
    Arn: ruleArn,
    State: 'ENABLED',
    EventPattern: JSON.stringify(pattern),
  } as const;
  const target = {
    ...{ Id: 'ecsctl', Arn: clusterArn, RoleArn: roleArn('ecsctl-thumbs-eu-west-1') },
    EcsParameters: {
      ...{ TaskDefinitionArn: definitionArn.replace(':3', ''), LaunchType: 'FARGATE' as const },
      NetworkConfiguration: network,
    },
    InputTransformer: { InputPathsMap: { key: '$.detail.object.key' }, InputTemplate: template },
    DeadLetterConfig: { Arn: queueArn },
  };
  return { ...triggerOfRule(rule, [target], { 'ecsctl:events': 'on-upload' }), ...more };
}

/** A schedule of ecsctl's that runs the same task. */
export function aSchedule(more: Partial<Trigger> = {}): Trigger {
  const schedule = {
    ...{ Name: 'nightly', GroupName: 'ecsctl', State: 'ENABLED' as const },
    Arn: `arn:aws:scheduler:${region}:${account}:schedule/ecsctl/nightly`,
    ScheduleExpression: 'cron(0 3 * * ? *)',
    ScheduleExpressionTimezone: 'Asia/Seoul',
    Target: {
      ...{ Arn: clusterArn, RoleArn: roleArn('ecsctl-nightly-eu-west-1') },
      EcsParameters: { TaskDefinitionArn: definitionArn, NetworkConfiguration: network },
      DeadLetterConfig: { Arn: queueArn },
    },
  };
  return { ...triggerOfSchedule(schedule), ...more };
}

export function targetOf(trigger: Trigger): TriggerTarget {
  const [target] = trigger.targets;
  if (!target) throw new Error('a trigger without targets');
  return target;
}

export function withTarget(trigger: Trigger, more: Partial<TriggerTarget>): Trigger {
  return { ...trigger, targets: [{ ...targetOf(trigger), ...more }] };
}

/** A role with all rights that are asked of it, and those otherwise that are named. */
export function aRole(
  name: string,
  trust: string,
  asks: readonly Ask[],
  otherwise: Partial<Record<string, Partial<Right>>> = {},
): FoundRole {
  const role: Role = {
    ...{ Path: '/', RoleName: name, RoleId: 'AROA', Arn: roleArn(name), CreateDate: new Date(0) },
    AssumeRolePolicyDocument: encodeURIComponent(trust),
  };
  const rights = asks.map((ask) => ({
    ask,
    right: {
      action: ask.action,
      decision: 'allowed' as const,
      policies: [],
      missing: [],
      ...otherwise[ask.action],
    },
  }));
  return { arn: roleArn(name), name, role: { value: role }, rights: { value: rights } };
}

const tasks = (name: string, asks: readonly Ask[] = []) =>
  aRole(name, trustOf('ecs-tasks.amazonaws.com'), asks);

export function aRun(trigger: Trigger, more: Partial<FoundRun> = {}): FoundRun {
  return {
    cluster: { value: { clusterName: 'prod', status: 'ACTIVE', capacityProviders: ['FARGATE_SPOT'] } },
    definition: {
      value: {
        ...{ taskDefinitionArn: definitionArn, family: 'thumbnail', revision: 3, status: 'ACTIVE' },
        ...{ networkMode: 'awsvpc', compatibilities: ['EC2', 'FARGATE'] },
        ...{ taskRoleArn: roleArn('thumbnail-task'), executionRoleArn: roleArn('thumbnail-execution') },
        containerDefinitions: [{ name: 'app' }, { name: 'proxy' }],
      },
    },
    isTagged: false,
    taskRole: tasks('thumbnail-task', taskAsks(trigger)),
    executionRole: tasks('thumbnail-execution'),
    policies: { value: ['ecsctl-thumbs', 'ReadUploads'] },
    ...more,
  };
}

/** Everything that the trigger leads to as it should be, but for what is named. */
export function aRoad(
  trigger: Trigger = aTrigger(),
  run: Partial<FoundRun> = {},
  more: Partial<FoundTarget> = {},
): FoundRoad {
  const target = targetOf(trigger);
  const whole = aRun(trigger, run);
  const principal = trigger.engine === 'rule' ? 'events.amazonaws.com' : 'scheduler.amazonaws.com';
  const asks = [...runAsks(target, whole), ...burialAsks(trigger, target)];
  const found: FoundTarget = {
    ...{ target, run: whole, role: aRole(`ecsctl-${trigger.name}-${region}`, trustOf(principal), asks) },
    deadLetters: { arn: queueArn, queue: { value: { policy: sending(), waiting: 0 } } },
    ...more,
  };
  return {
    ...{ trigger, now: new Date('2026-11-23T00:00:00Z'), failures: { value: { count: 0, of: 'rule' } } },
    buckets: trigger.engine === 'rule' ? [{ name: 'uploads', tells: { value: true } }] : [],
    targets: [found],
  };
}
