import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  ListTagsForResourceCommand,
  ResourceNotFoundException,
  SchedulerClient,
  TagResourceCommand,
} from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../../../src/sandbox/server.ts';
import { CreateRole } from '../../../../../src/sandbox/services/iam/roles.ts';
import {
  CreateScheduleGroup,
  DeleteScheduleGroup,
  GetScheduleGroup,
  ListScheduleGroups,
} from '../../../../../src/sandbox/services/scheduler/groups.ts';
import { scheduler } from '../../../../../src/sandbox/services/scheduler/index.ts';
import {
  CreateSchedule,
  DeleteSchedule,
  UpdateSchedule,
} from '../../../../../src/sandbox/services/scheduler/schedules.ts';
import { GetSchedule, ListSchedules } from '../../../../../src/sandbox/services/scheduler/schedules-read.ts';
import { TagResource } from '../../../../../src/sandbox/services/scheduler/tags.ts';
import { World } from '../../../../../src/sandbox/world/world.ts';
import { clientSettings } from '../../wire/small-estate.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const Target = {
  Arn: 'arn:aws:ecs:us-east-1:123456789012:cluster/prod',
  RoleArn: 'arn:aws:iam::123456789012:role/scheduler',
  EcsParameters: { TaskDefinitionArn: 'arn:aws:ecs:us-east-1:123456789012:task-definition/job' },
};
const FlexibleTimeWindow = { Mode: 'OFF' } as const;
const nightly = { Name: 'nightly', ScheduleExpression: 'cron(0 3 * * ? *)', FlexibleTimeWindow, Target };

const untrusted =
  'ValidationException: The execution role you provide must allow AWS EventBridge Scheduler to assume the role.';

function trustOf(Condition: object): string {
  const Principal = { Service: 'scheduler.amazonaws.com' };
  return JSON.stringify({ Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', Condition }] });
}

/** A world with the role of the target, which Scheduler may act in under the conditions. */
function worldWithRole(conditions = {}): PracticeWorld {
  const practice = new PracticeWorld();
  CreateRole({ RoleName: 'scheduler', AssumeRolePolicyDocument: trustOf(conditions) }, practice.call);
  return practice;
}

describe('a schedule', () => {
  it('shows what AWS fills in, and loses on update what is left out', () => {
    const practice = worldWithRole();
    const more = {
      Description: 'at night',
      State: 'DISABLED',
      ScheduleExpressionTimezone: 'Asia/Seoul',
    } as const;
    CreateSchedule({ ...nightly, ...more, ActionAfterCompletion: 'DELETE' }, practice.call);
    expect(GetSchedule({ Name: 'nightly' }, practice.call)).toMatchObject(more);
    practice.pass(60);
    UpdateSchedule(nightly, practice.call);
    const { LastModificationDate, CreationDate, ...after } = GetSchedule({ Name: 'nightly' }, practice.call);
    expect(after).toEqual({
      ...nightly,
      Arn: 'arn:aws:scheduler:us-east-1:123456789012:schedule/default/nightly',
      GroupName: 'default',
      ScheduleExpressionTimezone: 'UTC',
      State: 'ENABLED',
      ActionAfterCompletion: 'NONE',
      Target: { ...Target, RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 } },
    });
    expect((LastModificationDate?.getTime() ?? 0) - (CreationDate?.getTime() ?? 0)).toBe(60_000);
  });

  it('cannot be made twice, but the same request may come twice', () => {
    const { call } = worldWithRole();
    CreateSchedule({ ...nightly, ClientToken: 'one' }, call);
    expect(CreateSchedule({ ...nightly, ClientToken: 'one' }, call).ScheduleArn).toMatch(/default\/nightly$/);
    expect(refusal(() => CreateSchedule(nightly, call))).toMatch(/^ConflictException: /);
  });

  it('that is gone cannot be deleted again', () => {
    const { call } = worldWithRole();
    CreateSchedule(nightly, call);
    DeleteSchedule({ Name: 'nightly' }, call);
    const attempts = [DeleteSchedule, GetSchedule].map((does) => () => does({ Name: 'nightly' }, call));
    for (const attempt of attempts) expect(refusal(attempt)).toMatch(/^ResourceNotFoundException: /);
    expect(refusal(() => UpdateSchedule(nightly, call))).toMatch(/^ResourceNotFoundException: /);
  });

  it.each<[string, Partial<Parameters<typeof CreateSchedule>[0]>]>([
    ['a bad name', { Name: 'a b' }],
    ['an expression that is none', { ScheduleExpression: 'rate(1 minutes)' }],
    ['an unknown timezone', { ScheduleExpressionTimezone: 'Mars/Olympus' }],
    [
      'an end before its start',
      { StartDate: new Date('2030-01-02T00:00:00Z'), EndDate: new Date('2030-01-01T00:00:00Z') },
    ],
    ['a start of yesterday', { StartDate: new Date('2026-03-03T09:00:00Z') }],
    ['a window without minutes', { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }],
    ['minutes without a window', { FlexibleTimeWindow: { Mode: 'OFF', MaximumWindowInMinutes: 5 } }],
    ['a cluster without parameters', { Target: { Arn: Target.Arn, RoleArn: Target.RoleArn } }],
    ['too many tasks', { Target: { ...Target, EcsParameters: { ...Target.EcsParameters, TaskCount: 11 } } }],
    ['a role that is none', { Target: { ...Target, RoleArn: 'scheduler' } }],
    ['a beginning in the past', { StartDate: new Date('2026-03-04T08:54:59Z') }],
    ['too long a memory', { Target: { ...Target, RetryPolicy: { MaximumEventAgeInSeconds: 86_401 } } }],
  ])('is refused with %s', (_what, change) => {
    const { call } = worldWithRole();
    expect(refusal(() => CreateSchedule({ ...nightly, ...change }, call))).toMatch(/^ValidationException: /);
    expect(ListSchedules({}, call).Schedules).toEqual([]);
  });

  it('that has begun is not taken back with its StartDate', () => {
    const practice = worldWithRole();
    const StartDate = new Date('2026-03-04T08:55:00Z');
    CreateSchedule({ ...nightly, StartDate }, practice.call);
    practice.pass(3600);
    const update = () => UpdateSchedule({ ...nightly, StartDate, State: 'DISABLED' }, practice.call);
    expect(refusal(update)).toContain('cannot be earlier than 5 minutes ago');
    UpdateSchedule({ ...nightly, State: 'DISABLED' }, practice.call);
    expect(GetSchedule({ Name: 'nightly' }, practice.call)).toMatchObject({ State: 'DISABLED' });
  });

  it.each<[string, object, boolean]>([
    ['its own account', { StringEquals: { 'aws:SourceAccount': '123456789012' } }, true],
    ['its group', { ArnLike: { 'aws:SourceArn': 'arn:aws:scheduler:*:*:schedule-group/default' } }, true],
    [
      'itself alone',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:scheduler:*:*:schedule/default/nightly' } },
      false,
    ],
    ['another account', { StringEquals: { 'aws:SourceAccount': '210987654321' } }, false],
  ])('needs a role that trusts %s: %o is %s', (_whom, condition, isTaken) => {
    const { call } = worldWithRole(condition);
    expect(refusal(() => CreateSchedule(nightly, call))).toBe(isTaken ? '' : untrusted);
  });

  it('cannot be given a role that is not there', () => {
    const { call } = worldWithRole();
    CreateSchedule(nightly, call);
    const other = { ...nightly, Target: { ...Target, RoleArn: `${Target.RoleArn}s` } };
    expect(refusal(() => UpdateSchedule(other, call))).toBe(untrusted);
    expect(GetSchedule({ Name: 'nightly' }, call).Target?.RoleArn).toBe(Target.RoleArn);
  });
});

describe('schedule groups', () => {
  it('take their schedules with them', () => {
    const { call, region } = worldWithRole();
    const { ScheduleGroupArn } = CreateScheduleGroup(
      { Name: 'shop', Tags: [{ Key: 'a', Value: 'b' }] },
      call,
    );
    expect(refusal(() => CreateScheduleGroup({ Name: 'shop' }, call))).toMatch(/^ConflictException: /);
    expect(region.tags.get(ScheduleGroupArn ?? '')).toEqual({ a: 'b' });
    CreateSchedule({ ...nightly, GroupName: 'shop' }, call);
    CreateSchedule({ ...nightly, State: 'DISABLED' }, call);
    expect(ListSchedules({ GroupName: 'shop' }, call).Schedules).toHaveLength(1);
    expect(ListSchedules({ State: 'DISABLED' }, call).Schedules).toMatchObject([{ GroupName: 'default' }]);
    DeleteScheduleGroup({ Name: 'shop' }, call);
    expect(ListSchedules({ NamePrefix: 'night' }, call).Schedules).toHaveLength(1);
    expect(refusal(() => GetScheduleGroup({ Name: 'shop' }, call))).toMatch(/^ResourceNotFoundException: /);
  });

  it('begin with default, which stays', () => {
    const { call } = new PracticeWorld();
    expect(ListScheduleGroups({}, call).ScheduleGroups).toMatchObject([{ Name: 'default', State: 'ACTIVE' }]);
    expect(refusal(() => DeleteScheduleGroup({ Name: 'default' }, call))).toMatch(/^ValidationException: /);
  });

  it('have tags, and schedules have none', () => {
    const { call } = worldWithRole();
    const { ScheduleArn } = CreateSchedule(nightly, call);
    const attempt = () => TagResource({ ResourceArn: ScheduleArn, Tags: [] }, call);
    expect(refusal(attempt)).toMatch(/^ResourceNotFoundException: /);
  });
});

describe('over HTTP', () => {
  let sandbox: Sandbox;
  let client: SchedulerClient;
  beforeAll(async () => {
    const world = new World();
    sandbox = await startSandbox({ world, services: [scheduler] });
    const call = { world, region: world.region('eu-west-1'), now: world.clock.now(), endpoint: sandbox.url };
    const AssumeRolePolicyDocument = trustOf({});
    CreateRole({ RoleName: 'scheduler', AssumeRolePolicyDocument }, call);
    client = new SchedulerClient(clientSettings(sandbox.url));
  });
  afterAll(async () => {
    client.destroy();
    await sandbox.close();
  });

  it('the real client makes, reads, lists and deletes', async () => {
    const StartDate = new Date('2027-01-01T00:00:00Z');
    await client.send(new CreateScheduleCommand({ ...nightly, StartDate }));
    const read = await client.send(new GetScheduleCommand({ Name: 'nightly' }));
    expect(read).toMatchObject({ StartDate, Target, FlexibleTimeWindow });
    await expect(client.send(new CreateScheduleCommand(nightly))).rejects.toBeInstanceOf(ConflictException);
    const listed = await client.send(new ListSchedulesCommand({ NamePrefix: 'night', State: 'ENABLED' }));
    expect(listed.Schedules).toHaveLength(1);
    await client.send(new DeleteScheduleCommand({ Name: 'nightly' }));
    const gone = client.send(new GetScheduleCommand({ Name: 'nightly' }));
    await expect(gone).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it('a group is tagged by an ARN in the path', async () => {
    const ResourceArn = 'arn:aws:scheduler:eu-west-1:123456789012:schedule-group/default';
    const Tags = [{ Key: 'env', Value: 'prod' }];
    await client.send(new TagResourceCommand({ ResourceArn, Tags }));
    const answer = await client.send(new ListTagsForResourceCommand({ ResourceArn }));
    expect(answer.Tags).toEqual(Tags);
  });
});
