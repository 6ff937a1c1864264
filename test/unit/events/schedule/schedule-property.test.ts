import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planSchedule } from '../../../../src/events/schedule/plan-schedule.ts';
import { readScheduled } from '../../../../src/events/schedule/read.ts';
import type { Engine, WantedSchedule } from '../../../../src/events/schedule/wanted.ts';
import type { WantedTarget } from '../../../../src/events/target/wanted.ts';
import { UpdateSchedule } from '../../../../src/sandbox/services/scheduler/schedules.ts';
import { GetSchedule } from '../../../../src/sandbox/services/scheduler/schedules-read.ts';
import { CreateQueue } from '../../../../src/sandbox/services/sqs/queues.ts';
import { parseAt, parseCron, parseRate } from '../../../../src/schedule/expression.ts';
import { carryEvents, makeJobs, undoEvents } from '../../../support/events-estate.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';

const theirQueue = 'arn:aws:sqs:us-east-1:123456789012:theirs';

const anyTiming = fc.oneof(
  fc.constantFrom('1 hour', '5 minutes').map((text) => ({ expression: parseRate(text), isKept: false })),
  fc
    .constantFrom('0 9 ? * MON-FRI *', '30 7 1 * ? *')
    .map((text) => ({ expression: parseCron(text), isKept: false })),
);

const anyTimingOfScheduler = fc.oneof(
  anyTiming,
  fc.constant({ expression: parseCron('0 9 * * ? *'), isKept: false, timezone: 'Asia/Seoul' }),
  fc
    .boolean()
    .map((isKept) => ({ expression: parseAt('2030-01-31T09:00'), isKept, timezone: 'Europe/Berlin' })),
);

const anyTarget: fc.Arbitrary<WantedTarget> = fc.record(
  {
    cluster: fc.constant('prod'),
    taskDefinition: fc.constantFrom({ family: 'fargate' }, { family: 'fargate', number: 1 }),
    environment: fc.constantFrom([], [{ name: 'MODE', value: 'night' }]),
    launchType: fc.constant('FARGATE' as const),
    subnets: fc.shuffledSubarray(['subnet-1', 'subnet-2'], { minLength: 1 }),
    hasPublicIp: fc.boolean(),
    count: fc.integer({ min: 1, max: 10 }),
    propagatesTags: fc.boolean(),
    deadLetters: fc.constantFrom(
      { kind: 'made' as const, queue: 'ecsctl-nightly-dead-letters' },
      { kind: 'named' as const, arn: theirQueue, queue: 'theirs' },
    ),
    taskPolicy: fc.constantFrom(
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}',
    ),
  },
  {
    requiredKeys: ['cluster', 'taskDefinition', 'environment', 'hasPublicIp', 'propagatesTags', 'subnets'],
  },
);

function anySchedule(engine: Engine): fc.Arbitrary<WantedSchedule> {
  return fc
    .tuple(engine === 'rule' ? anyTiming : anyTimingOfScheduler, anyTarget)
    .map(([timing, target]) => ({ name: 'nightly', engine, ...timing, target }));
}

const anySchedules = (most: number) =>
  fc
    .constantFrom<Engine>('scheduler', 'rule')
    .chain((engine) => fc.array(anySchedule(engine), { minLength: 1, maxLength: most }));

function worldOf() {
  const practice = new PracticeWorld();
  makeJobs(practice.call);
  CreateQueue({ QueueName: 'theirs' }, practice.call);
  return { practice, aws: new SandboxAws(practice.world, 'us-east-1') };
}

const planOf = async (wanted: WantedSchedule, aws: SandboxAws) =>
  planSchedule(wanted, await readScheduled(aws, wanted), aws.now());

async function carry(wanted: WantedSchedule, aws: SandboxAws) {
  const plan = await planOf(wanted, aws);
  const outcomes = await carryEvents(plan, aws);
  expect(outcomes.filter(({ status }) => status !== 'done')).toEqual([]);
  return plan;
}

describe('any task by the clock', () => {
  it('leaves nothing to do, and follows any other', async () => {
    await fc.assert(
      fc.asyncProperty(anySchedules(3), async (all) => {
        const { aws } = worldOf();
        for (const wanted of all) {
          await carry(wanted, aws);
          expect((await planOf(wanted, aws)).steps).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('is undone by what its steps say', async () => {
    await fc.assert(
      fc.asyncProperty(anySchedules(2), async ([first, second = first]) => {
        if (!first || !second) throw new Error('no sample');
        const { aws } = worldOf();
        await carry(first, aws);
        const before = await readScheduled(aws, first);
        const { steps } = await carry(second, aws);
        await undoEvents(steps, aws);
        const { schedule, ...after } = await readScheduled(aws, first);
        const { LastModificationDate: _, ...restored } = schedule ?? {};
        const { LastModificationDate: __, ...old } = before.schedule ?? {};
        expect(restored).toEqual(old);
        expect({ rule: after.rule, role: after.role }).toEqual({ rule: before.rule, role: before.role });
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('keeps of a schedule what it was not told of', async () => {
    const { practice, aws } = worldOf();
    const target = {
      cluster: 'prod',
      taskDefinition: { family: 'fargate' },
      environment: [],
      subnets: ['subnet-1'],
    };
    const wanted: WantedSchedule = {
      ...{ name: 'nightly', engine: 'scheduler', expression: parseCron('0 9 * * ? *'), isKept: false },
      target: { ...target, hasPublicIp: false, propagatesTags: false },
    };
    await carry(wanted, aws);
    const place = { Name: 'nightly', GroupName: 'ecsctl' };
    const { Target, FlexibleTimeWindow: _, ...made } = GetSchedule(place, practice.call);
    if (!Target) throw new Error('no target');
    const theirs = {
      Description: 'theirs',
      EndDate: new Date('2031-01-01T00:00:00Z'),
      State: 'DISABLED' as const,
      FlexibleTimeWindow: { Mode: 'FLEXIBLE' as const, MaximumWindowInMinutes: 15 },
    };
    const RetryPolicy = { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 600 };
    const EcsParameters = { ...Target.EcsParameters, TaskDefinitionArn: 'job', Group: 'night', TaskCount: 4 };
    UpdateSchedule(
      {
        ...place,
        ScheduleExpression: made.ScheduleExpression,
        ...theirs,
        Target: { ...Target, RetryPolicy, EcsParameters },
      },
      practice.call,
    );
    await carry({ ...wanted, expression: parseCron('0 10 * * ? *'), timezone: 'Asia/Seoul' }, aws);
    expect(GetSchedule(place, practice.call)).toMatchObject({
      ...theirs,
      ScheduleExpression: 'cron(0 10 * * ? *)',
      ScheduleExpressionTimezone: 'Asia/Seoul',
      Target: { RetryPolicy, EcsParameters: { Group: 'night', TaskCount: 4 } },
    });
  });
});
