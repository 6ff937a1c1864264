import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmpty } from '../../../../src/plan/plan.ts';
import type { FoundScaling } from '../../../../src/scale/found.ts';
import { checkActionName } from '../../../../src/scale/schedule/action-step.ts';
import { planSchedule, type ScheduleWanted } from '../../../../src/scale/schedule/actions.ts';
import { parseAt, parseCron, parseRate, parseSchedule } from '../../../../src/schedule/expression.ts';
import { applyScaling, undoScaling } from '../../../support/apply-scaling.ts';
import { aFound, anAction } from '../../../support/found-scaling.ts';
import { refusedFor } from '../../../support/refused.ts';

const now = new Date('2026-06-10T12:00:00Z');
const morning = parseCron('0 9 ? * MON-FRI *');
const wanted: ScheduleWanted = { name: 'morning', expression: morning, min: 4, max: 20 };
const plan = (asked: ScheduleWanted, found: FoundScaling) => planSchedule(asked, found, now);
const applied = (asked: ScheduleWanted, found = aFound()) => applyScaling(plan(asked, found), found);
const withAction = (values = {}) => aFound({ schedules: [anAction('morning', values)] });

const instants = fc.date({
  min: new Date('2026-07-01T00:00:00Z'),
  max: new Date('2026-12-31T00:00:00Z'),
  noInvalidDate: true,
});
/** Flags of `scale schedule` that make sense with bounds of 2..10. */
const schedules: fc.Arbitrary<ScheduleWanted> = fc.record(
  {
    name: fc.constantFrom('morning', 'evening'),
    expression: fc.constantFrom(morning, parseCron('0/5 * * * ? *'), parseAt('2030-01-31T09:00')),
    timezone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Seoul'),
    min: fc.integer({ min: 0, max: 9 }),
    max: fc.integer({ min: 10, max: 30 }),
    start: instants,
  },
  { requiredKeys: ['name', 'expression', 'max'] },
);

describe('planning a scheduled action', () => {
  it('makes one', () => {
    const { steps } = plan({ ...wanted, timezone: 'Europe/Berlin' }, aFound());
    expect(steps).toMatchObject([
      {
        id: 'schedule:morning',
        action: 'create',
        changes: [
          { field: 'schedule', to: 'cron(0 9 ? * MON-FRI *)' },
          { field: 'timezone', to: 'Europe/Berlin' },
          { field: 'min', to: 4 },
          { field: 'max', to: 20 },
        ],
      },
    ]);
    expect(steps[0]?.undo).toBeUndefined();
  });

  it('plans nothing when all is there', () => {
    fc.assert(
      fc.property(schedules, (asked) => {
        expect(isEmpty(plan(asked, applied(asked)))).toBe(true);
      }),
    );
  });

  it('plans nothing after a second change either', () => {
    fc.assert(
      fc.property(schedules, schedules, (first, second) => {
        const found = applied(second, applied(first));
        expect(isEmpty(plan(second, found))).toBe(true);
      }),
    );
  });

  it('can put back all that it overwrites', () => {
    fc.assert(
      fc.property(schedules, schedules, (first, second) => {
        const found = applied({ ...first, name: 'morning' });
        const change = plan({ ...second, name: 'morning' }, found);
        expect(undoScaling(change, applyScaling(change, found))).toEqual(found);
      }),
    );
  });

  it('keeps the start, the end, the zone and the bounds that are not named', () => {
    const kept = {
      StartTime: new Date('2026-07-01T00:00:00Z'),
      EndTime: new Date('2027-07-01T00:00:00Z'),
      Timezone: 'Asia/Seoul',
    };
    const found = withAction(kept);
    const [action] = applied({ name: 'morning', max: 30 }, found).schedules;
    expect(action).toMatchObject({ ...kept, ScalableTargetAction: { MinCapacity: 4, MaxCapacity: 30 } });
    expect(plan({ name: 'morning', max: 30 }, found).steps[0]?.changes).toEqual([
      { field: 'max', from: 20, to: 30 },
    ]);
  });

  it('drops the zone when the schedule becomes a rate, which has none', () => {
    const found = withAction({ Timezone: 'Asia/Seoul' });
    const [action] = applied({ name: 'morning', expression: parseRate('1 hour') }, found).schedules;
    expect(action?.Timezone).toBeUndefined();
  });

  it('takes bounds that are the same, and none', () => {
    expect(plan({ ...wanted, min: 0, max: 0 }, aFound()).steps).toHaveLength(1);
    expect(plan({ ...wanted, min: 7, max: 7 }, aFound()).steps).toHaveLength(1);
  });

  it('reads no zone as UTC', () => {
    expect(isEmpty(plan({ name: 'morning', timezone: 'UTC', min: 4 }, withAction()))).toBe(true);
  });

  it('lets a time that is past be when only the bounds change', () => {
    const found = withAction({ Schedule: 'at(2020-01-01T00:00:00)' });
    expect(plan({ name: 'morning', min: 5 }, found).steps).toHaveLength(1);
  });
});

describe('refusing a scheduled action', () => {
  const at = (time: string) => new Date(time);

  it.each<[string, ScheduleWanted, string]>([
    ['no bound', { name: 'n', expression: morning }, 'neither --min nor --max'],
    ['min above max', { ...wanted, min: 21 }, '--min 21 is above --max 20'],
    ['a negative bound', { ...wanted, min: -1 }, '--min -1'],
    ['half a task', { ...wanted, max: 4.5 }, '--max 4.5'],
    ['a new action without a time', { name: 'n', min: 1 }, 'schedule n does not exist yet'],
    ['a time in the past', { ...wanted, expression: parseAt('2020-01-01T00:00') }, 'at(2020-01-01T00:00:00)'],
    ['a day that never comes', { ...wanted, expression: parseCron('0 9 30 2 ? *') }, 'cron(0 9 30 2 ? *)'],
    [
      'a zone beside a rate',
      { ...wanted, expression: parseRate('1 hour'), timezone: 'UTC' },
      '--timezone UTC',
    ],
    ['an end just now', { ...wanted, end: now }, '--end 2026-06-10T12:00:00Z'],
    [
      'an end at the start',
      { ...wanted, start: at('2026-08-01T00:00:00Z'), end: at('2026-08-01T00:00:00Z') },
      'is not before --end 2026-08-01T00:00:00Z',
    ],
    ['an end in the past', { ...wanted, end: at('2026-06-10T11:00:00Z') }, '--end 2026-06-10T11:00:00Z'],
    [
      'an end before the start',
      { ...wanted, start: at('2026-08-01T00:00:00Z'), end: at('2026-07-01T00:00:00Z') },
      '--start 2026-08-01T00:00:00Z is not before --end 2026-07-01T00:00:00Z',
    ],
    [
      'an end before the first firing',
      { ...wanted, expression: parseCron('0 9 1 1 ? *'), end: at('2026-12-01T00:00:00Z') },
      'never runs between 2026-06-10T12:00:00Z and 2026-12-01T00:00:00Z',
    ],
  ])('refuses %s', (_, asked, naming) => {
    refusedFor('usage', naming, () => plan(asked, aFound()));
  });

  it('takes a zone in which the time is still to come', () => {
    const expression = parseAt('2026-06-10T13:00');
    expect(plan({ ...wanted, expression, timezone: 'UTC' }, aFound()).steps).toHaveLength(1);
    refusedFor('usage', 'at(2026-06-10T13:00:00) never runs', () =>
      plan({ ...wanted, expression, timezone: 'Asia/Seoul' }, aFound()),
    );
  });

  it.each([
    [{ min: 11 }, "--min 11 is above the service's max of 10"],
    [{ max: 1 }, "--max 1 is below the service's min of 2"],
  ])('refuses one bound that the other contradicts: %o', (bounds, naming) => {
    refusedFor('refused', naming, () => plan({ name: 'n', expression: morning, ...bounds }, aFound()));
  });

  it('refuses a service without a scalable target', () => {
    const { target: _none, ...found } = aFound();
    refusedFor('refused', 'prod/web has no scalable target', () => plan(wanted, found));
  });

  it('refuses the two-hundred-and-first action, but not a change to one', () => {
    const schedules200 = Array.from({ length: 200 }, (_, index) => anAction(`a${index}`));
    const found = aFound({ schedules: schedules200 });
    refusedFor('refused', '200 scheduled actions', () => plan(wanted, found));
    expect(plan({ name: 'a7', max: 30 }, found).steps).toHaveLength(1);
  });

  it('says of a window what to do instead', () => {
    const found = aFound({ schedules: [anAction('office-start'), anAction('office-end')] });
    refusedFor('usage', 'schedule office is a window', () => plan({ name: 'office', min: 3 }, found));
  });

  it.each(['', 'a:b', 'a/b', 'a|b', ' a', 'a ', 'a\tb', 'x'.repeat(257)])('refuses the name %j', (name) => {
    refusedFor('usage', 'schedule name', () => checkActionName(name.replace('\t', '\u0007')));
  });

  it.each(['a', 'a b', 'Büro', 'x'.repeat(256), 'a.b_c-d'])('takes the name %j', (name) => {
    expect(() => checkActionName(name)).not.toThrow();
  });

  it('knows each kind of schedule by its text', () => {
    for (const text of ['cron(0 9 * * ? *)', 'rate(1 hour)', 'at(2030-01-31T09:00:00)'])
      expect(
        isEmpty(
          plan(
            { ...wanted, expression: parseSchedule(text) },
            applied({ ...wanted, expression: parseSchedule(text) }),
          ),
        ),
      ).toBe(true);
  });
});
