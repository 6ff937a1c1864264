import { describe, expect, it } from 'vitest';
import { planRm } from '../../../src/events/rm/plan-rm.ts';
import { readParts } from '../../../src/events/rm/read.ts';
import { planSchedule } from '../../../src/events/schedule/plan-schedule.ts';
import { readScheduled } from '../../../src/events/schedule/read.ts';
import { settingsOf } from '../../../src/events/schedule/settings.ts';
import type { WantedSchedule } from '../../../src/events/schedule/wanted.ts';
import { DeleteSchedule, UpdateSchedule } from '../../../src/sandbox/services/scheduler/schedules.ts';
import { GetSchedule } from '../../../src/sandbox/services/scheduler/schedules-read.ts';
import { parseAt, parseCron, parseRate } from '../../../src/schedule/expression.ts';
import { takenBack } from '../../../src/schedule/taken-back.ts';
import { carryEvents, makeJobs, undoEvents } from '../../support/events-estate.ts';
import { SandboxAws } from '../../support/sandbox-aws.ts';
import { PracticeWorld } from '../sandbox/world/practice-world.ts';

const now = new Date('2026-03-04T09:00:00Z');
const day = (text: string) => new Date(`2026-${text}Z`);

it.each([
  ['cron(0 9 * * ? *)', { StartDate: day('01-01T00:00:00') }, {}],
  ['cron(0 9 * * ? *)', { EndDate: day('01-01T00:00:00') }, { EndDate: day('01-01T00:00:00') }],
  ['cron(0 9 * * ? *)', { StartDate: day('05-01T00:00:00') }, { StartDate: day('05-01T00:00:00') }],
  ['rate(1 hour)', { StartDate: day('01-01T00:20:00') }, { StartDate: day('03-04T09:20:00') }],
  [
    'rate(1 hour)',
    { StartDate: day('01-01T00:20:00'), EndDate: day('03-04T09:10:00') },
    { EndDate: day('03-04T09:10:00') },
  ],
  ['at(2030-01-01T00:00:00)', { StartDate: day('01-01T00:00:00'), EndDate: day('02-01T00:00:00') }, {}],
  ['moon(full)', { StartDate: day('01-01T00:00:00') }, {}],
])('of %s %j stays %j', (ScheduleExpression, span, expected) => {
  const { StartDate, EndDate, ...others } = takenBack({ Name: 'a', ScheduleExpression, ...span }, now);
  expect(others).toEqual({ Name: 'a', ScheduleExpression });
  expect({ ...(StartDate && { StartDate }), ...(EndDate && { EndDate }) }).toEqual(expected);
});

/** A schedule whose StartDate was to come when it was made, and is past by two hours. */
async function started(expression: WantedSchedule['expression']) {
  const practice = new PracticeWorld();
  makeJobs(practice.call);
  const aws = new SandboxAws(practice.world, 'us-east-1');
  const target = {
    ...{ cluster: 'prod', taskDefinition: { family: 'fargate' }, environment: [], subnets: ['subnet-1'] },
    ...{ hasPublicIp: false, propagatesTags: false },
  };
  const wanted: WantedSchedule = { name: 'nightly', engine: 'scheduler', expression, isKept: false, target };
  const planOf = async (more: object = {}) =>
    planSchedule({ ...wanted, ...more }, await readScheduled(aws, wanted), aws.now());
  await carryEvents(await planOf(), aws);
  const name = { Name: 'nightly', GroupName: 'ecsctl' };
  const kept = () => settingsOf(GetSchedule(name, practice.call));
  UpdateSchedule({ ...kept(), StartDate: new Date(aws.now().getTime() + 600_000) }, practice.call);
  practice.pass(2 * 3600);
  return { practice, aws, kept, planOf, target };
}

describe('a StartDate that is past', () => {
  it.each([parseCron('0 9 * * ? *'), parseRate('1 hour')])(
    'does not hinder a change of $text',
    async (expression) => {
      const { aws, planOf, target } = await started(expression);
      expect((await planOf()).steps).toEqual([]);
      const { steps, ...rest } = await planOf({ target: { ...target, count: 2 } });
      expect(steps).toMatchObject([{ id: 'schedule', changes: [{ field: 'tasks', to: 2 }] }]);
      const sent = steps.flatMap(({ call, undo }) => [call, undo ?? []].flat());
      expect(sent).toHaveLength(2);
      for (const { input } of sent) {
        const { StartDate = aws.now() } = input as { readonly StartDate?: Date };
        expect(StartDate.getTime()).toBeGreaterThanOrEqual(aws.now().getTime());
      }
      expect(await carryEvents({ steps, ...rest }, aws)).toMatchObject([{ status: 'done' }]);
      await undoEvents(steps, aws);
      expect((await planOf()).steps).toEqual([]);
    },
  );

  it('lets rm be undone', async () => {
    const { practice, aws, kept } = await started(parseRate('1 hour'));
    const before = kept();
    const { steps } = planRm({ name: 'nightly', deleteData: false }, await readParts(aws, 'nightly'));
    const removal = steps.filter(({ id }) => id === 'schedule');
    DeleteSchedule({ Name: 'nightly', GroupName: 'ecsctl' }, practice.call);
    await undoEvents(removal, aws);
    // Counted on by whole hours.
    expect((Number(kept().StartDate) - Number(before.StartDate)) / 3_600_000).toBe(2);
    expect({ ...kept(), StartDate: undefined }).toEqual({ ...before, StartDate: undefined });
  });
});

it('an EndDate that is past does not hinder what runs once', async () => {
  const { practice, aws, kept, planOf } = await started(parseCron('0 9 * * ? *'));
  const EndDate = new Date(aws.now().getTime() + 600_000);
  UpdateSchedule({ ...kept(), StartDate: undefined, EndDate }, practice.call);
  practice.pass(3600);
  await expect(planOf({ expression: parseCron('0 8 * * ? *') })).rejects.toThrow('never runs after');
  const plan = await planOf({ expression: parseAt('2030-01-31T09:00') });
  expect(await carryEvents(plan, aws)).toMatchObject([{ status: 'done' }]);
});
