import { someNumber } from '../matches.ts';
import type { Exercise, Story } from './exercise.ts';

const account = 'us-east-1:123456789012';
const named = ['--name', 'cli-schedule'];
const group = ['--name', 'cli-group'];
const inGroup = ['--group-name', 'cli-group'];
const missing = ['--name', 'nothing'];

const target = {
  Arn: `arn:aws:ecs:${account}:cluster/lab`,
  RoleArn: 'arn:aws:iam::123456789012:role/cli-scheduler',
  EcsParameters: { TaskDefinitionArn: `arn:aws:ecs:${account}:task-definition/lab-app` },
};

const nightly = [
  ...[...named, ...inGroup, '--schedule-expression', 'cron(0 3 * * ? *)'],
  ...['--flexible-time-window', 'Mode=OFF', '--target', JSON.stringify(target)],
];

export const scheduler: Story = {
  service: 'scheduler',
  async tell(aws) {
    await makeRole(aws);
    await tellGroups(aws);
    await tellSchedules(aws);
    await aws.answers('DeleteScheduleGroup', group);
    await aws.refuses('GetScheduleGroup: gone', group, 'ResourceNotFoundException');
    await aws.refuses(
      'GetSchedule: gone with its group',
      [...named, ...inGroup],
      'ResourceNotFoundException',
    );
  },
};

async function makeRole(aws: Exercise): Promise<void> {
  const Principal = { Service: 'scheduler.amazonaws.com' };
  const Statement = [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }];
  const trust = JSON.stringify({ Version: '2012-10-17', Statement });
  const named = ['--role-name', 'cli-scheduler', '--assume-role-policy-document', trust];
  await aws.prepares('iam', 'create-role', ...named);
}

async function tellGroups(aws: Exercise): Promise<void> {
  const ScheduleGroupArn = `arn:aws:scheduler:${account}:schedule-group/cli-group`;
  const arn = ['--resource-arn', ScheduleGroupArn];
  await aws.answers('CreateScheduleGroup', [...group, '--tags', 'Key=env,Value=practice'], {
    ScheduleGroupArn,
  });
  await aws.refuses('CreateScheduleGroup: the same again', group, 'ConflictException');
  const about = { Name: 'cli-group', Arn: ScheduleGroupArn, State: 'ACTIVE', CreationDate: someNumber };
  await aws.answers('GetScheduleGroup', group, about);
  await aws.answers('ListScheduleGroups', ['--name-prefix', 'cli-'], { ScheduleGroups: [about] });
  await aws.answers('TagResource', [...arn, '--tags', 'Key=team,Value=shop']);
  await aws.answers('UntagResource', [...arn, '--tag-keys', 'env']);
  await aws.answers('ListTagsForResource', arn, { Tags: [{ Key: 'team', Value: 'shop' }] });
}

async function tellSchedules(aws: Exercise): Promise<void> {
  const ScheduleArn = `arn:aws:scheduler:${account}:schedule/cli-group/cli-schedule`;
  const more = ['--description', 'at night', '--schedule-expression-timezone', 'Asia/Seoul'];
  await aws.answers('CreateSchedule', [...nightly, ...more], { ScheduleArn });
  await aws.refuses('CreateSchedule: the same again', nightly, 'ConflictException');
  const wrong = [...nightly, '--name', 'cli-wrong', '--schedule-expression', 'rate(1 minutes)'];
  await aws.refuses('CreateSchedule: not an expression', wrong, 'ValidationException');
  const nobody = JSON.stringify({ ...target, RoleArn: `${target.RoleArn}s` });
  const untrusted = [...nightly, '--name', 'cli-untrusted', '--target', nobody];
  await aws.refuses('CreateSchedule: no such role', untrusted, 'ValidationException');
  await aws.answers('GetSchedule', [...named, ...inGroup], {
    ...{ Name: 'cli-schedule', GroupName: 'cli-group', Arn: ScheduleArn, State: 'ENABLED' },
    ...{ Description: 'at night', ScheduleExpressionTimezone: 'Asia/Seoul', ActionAfterCompletion: 'NONE' },
    Target: { ...target, RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 } },
  });
  await aws.answers('UpdateSchedule', [...nightly, '--state', 'DISABLED'], { ScheduleArn });
  await aws.refuses('UpdateSchedule: none', [...nightly, ...missing], 'ResourceNotFoundException');
  await aws.answers('GetSchedule: after the update', [...named, ...inGroup], {
    ...{ State: 'DISABLED', Description: undefined, ScheduleExpressionTimezone: 'UTC' },
  });
  await aws.answers('ListSchedules', [...inGroup, '--state', 'DISABLED'], {
    Schedules: [{ Name: 'cli-schedule', GroupName: 'cli-group', Target: { Arn: target.Arn } }],
  });
  const alone = nightly.map((word) => (word === 'cli-schedule' ? 'cli-alone' : word));
  await aws.answers('CreateSchedule: another', alone, {});
  await aws.answers('DeleteSchedule', ['--name', 'cli-alone', ...inGroup]);
  await aws.refuses('DeleteSchedule: none', missing, 'ResourceNotFoundException');
}
