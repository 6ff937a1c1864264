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

describe('a schedule', () => {
  it('shows what AWS fills in, and loses on update what is left out', () => {
    const practice = new PracticeWorld();
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
    const { call } = new PracticeWorld();
    CreateSchedule({ ...nightly, ClientToken: 'one' }, call);
    expect(CreateSchedule({ ...nightly, ClientToken: 'one' }, call).ScheduleArn).toMatch(/default\/nightly$/);
    expect(refusal(() => CreateSchedule(nightly, call))).toMatch(/^ConflictException: /);
  });

  it('that is gone cannot be deleted again', () => {
    const { call } = new PracticeWorld();
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
    ['an end before its start', { StartDate: new Date(2000), EndDate: new Date(1000) }],
    ['a window without minutes', { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }],
    ['minutes without a window', { FlexibleTimeWindow: { Mode: 'OFF', MaximumWindowInMinutes: 5 } }],
    ['a cluster without parameters', { Target: { Arn: Target.Arn, RoleArn: Target.RoleArn } }],
    ['too many tasks', { Target: { ...Target, EcsParameters: { ...Target.EcsParameters, TaskCount: 11 } } }],
    ['a role that is none', { Target: { ...Target, RoleArn: 'scheduler' } }],
    ['too long a memory', { Target: { ...Target, RetryPolicy: { MaximumEventAgeInSeconds: 86_401 } } }],
  ])('is refused with %s', (_what, change) => {
    const { call } = new PracticeWorld();
    expect(refusal(() => CreateSchedule({ ...nightly, ...change }, call))).toMatch(/^ValidationException: /);
    expect(ListSchedules({}, call).Schedules).toEqual([]);
  });
});

describe('schedule groups', () => {
  it('take their schedules with them', () => {
    const { call, region } = new PracticeWorld();
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
    const { call } = new PracticeWorld();
    const { ScheduleArn } = CreateSchedule(nightly, call);
    const attempt = () => TagResource({ ResourceArn: ScheduleArn, Tags: [] }, call);
    expect(refusal(attempt)).toMatch(/^ResourceNotFoundException: /);
  });
});

describe('over HTTP', () => {
  let sandbox: Sandbox;
  let client: SchedulerClient;
  beforeAll(async () => {
    sandbox = await startSandbox({ world: new World(), services: [scheduler] });
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
