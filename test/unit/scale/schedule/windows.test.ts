import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmpty } from '../../../../src/plan/plan.ts';
import type { FoundScaling } from '../../../../src/scale/found.ts';
import { foundAction } from '../../../../src/scale/schedule/action-step.ts';
import { windowSpans } from '../../../../src/scale/schedule/window-span.ts';
import { parseWindow } from '../../../../src/scale/schedule/window-times.ts';
import { planWindow, type WindowWanted } from '../../../../src/scale/schedule/windows.ts';
import { nextFirings } from '../../../../src/schedule/next-firings.ts';
import { applyScaling, undoScaling } from '../../../support/apply-scaling.ts';
import { aFound, anAction, aTarget } from '../../../support/found-scaling.ts';
import { refusedFor } from '../../../support/refused.ts';

const instants = (min: string, max: string) =>
  fc.date({ min: new Date(min), max: new Date(max), noInvalidDate: true });

/** A Wednesday. */
const now = new Date('2026-06-10T05:00:00Z');
const office: WindowWanted = { name: 'office', window: parseWindow('MON-FRI 09:00-18:00'), min: 6, max: 40 };
const plan = (asked: WindowWanted, found: FoundScaling, at = now) => planWindow(asked, found, at);
const applied = (asked: WindowWanted, found = aFound()) => applyScaling(plan(asked, found), found);
const boundsOf = (found: FoundScaling, name: string) =>
  found.schedules.find(({ ScheduledActionName }) => ScheduledActionName === name)?.ScalableTargetAction;

describe('reading a window', () => {
  it.each([
    ['MON-FRI 09:00-18:00', '0 9 ? * MON-FRI *', '0 18 ? * MON-FRI *'],
    ['mon-fri 9:00 - 18:30', '0 9 ? * MON-FRI *', '30 18 ? * MON-FRI *'],
    ['09:00-18:00', '0 9 * * ? *', '0 18 * * ? *'],
    ['SUN-SAT 09:00-18:00', '0 9 * * ? *', '0 18 * * ? *'],
    ['MON,WED 08:15-08:45', '15 8 ? * MON,WED *', '45 8 ? * MON,WED *'],
    ['SAT,SUN 10:00-14:00', '0 10 ? * SUN,SAT *', '0 14 ? * SUN,SAT *'],
    ['FRI-MON 10:00-14:00', '0 10 ? * SUN,MON,FRI,SAT *', '0 14 ? * SUN,MON,FRI,SAT *'],
    ['22:00-06:00', '0 22 * * ? *', '0 6 * * ? *'],
    ['MON-FRI 22:00-06:00', '0 22 ? * MON-FRI *', '0 6 ? * TUE-SAT *'],
    ['SAT 22:00-06:00', '0 22 ? * SAT *', '0 6 ? * SUN *'],
    ['FRI,SAT 22:00-06:00', '0 22 ? * FRI,SAT *', '0 6 ? * SUN,SAT *'],
    ['FRI 18:00-24:00', '0 18 ? * FRI *', '0 0 ? * SAT *'],
    ['FRI 18:00-00:00', '0 18 ? * FRI *', '0 0 ? * SAT *'],
    ['WED,MON,TUE 09:00-10:00', '0 9 ? * MON-WED *', '0 10 ? * MON-WED *'],
    ['MON-FRI 00:00-24:00', '0 0 ? * MON *', '0 0 ? * SAT *'],
    ['SAT,SUN 00:00-24:00', '0 0 ? * SAT *', '0 0 ? * MON *'],
    ['MON,WED 00:00-24:00', '0 0 ? * MON,WED *', '0 0 ? * TUE,THU *'],
    ['00:00-12:00', '0 0 * * ? *', '0 12 * * ? *'],
    ['MON,MON 09:00-10:00', '0 9 ? * MON *', '0 10 ? * MON *'],
  ])('reads %s', (text, start, end) => {
    const window = parseWindow(text);
    expect([window.start.text, window.end.text]).toEqual([`cron(${start})`, `cron(${end})`]);
  });

  it.each([
    ['', "--window '' is no window"],
    ['MON-FRI', 'is no window'],
    ['MON-FRI 9-18', 'is no window'],
    ['09:00', 'is no window'],
    ['MON - FRI 09:00-18:00', 'is no window'],
    ['MON-FRI 09:00-18:00 UTC', 'is no window'],
    ['XYZ 09:00-18:00', "'XYZ' is no day of the week"],
    ['MONDAY 09:00-18:00', "'MONDAY' is no day of the week"],
    ['MON-TUE-WED 09:00-18:00', "'MON-TUE-WED' is no day"],
    ['MON, 09:00-18:00', "'' is no day"],
    ['MON 25:00-26:00', '25:00 is no time of day'],
    ['MON 09:60-10:00', '09:60 is no time of day'],
    ['MON 09:00-24:30', '24:30 is no time of day'],
    ['MON 09:00-09:00', 'has no length'],
    ['MON 24:00-09:00', 'has no length'],
    ['MON 00:00-00:00', 'has no length'],
    ['00:00-24:00', 'never closes'],
    ['SUN-SAT 00:00-24:00', 'never closes'],
  ])('refuses %s', (text, naming) => {
    refusedFor('usage', naming, () => parseWindow(text));
  });

  it('opens and closes in turn, whatever the days and hours', () => {
    const days = fc.subarray(['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'], { minLength: 1 });
    const minute = fc.integer({ min: 0, max: 1439 });
    const clock = (value: number) =>
      `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`;
    fc.assert(
      fc.property(days, minute, minute, (on, from, to) => {
        fc.pre(from !== to);
        const window = parseWindow(`${on.join(',')} ${clock(from)}-${clock(to)}`);
        const opens = nextFirings(window.start, 'UTC', now, 8).map((at) => [at.getTime(), 'open'] as const);
        const closes = nextFirings(window.end, 'UTC', new Date(opens[0]?.[0] ?? 0), 7);
        const turns = [...opens, ...closes.map((at) => [at.getTime(), 'close'] as const)]
          .sort(([a], [b]) => a - b)
          .map(([, what]) => what)
          .slice(0, 14);
        expect(turns).toEqual(turns.map((_, index) => (index % 2 === 0 ? 'open' : 'close')));
        const length = (closes[0]?.getTime() ?? 0) - (opens[0]?.[0] ?? 0);
        expect(length).toBe(((to - from + 1440) % 1440 || 1440) * 60_000);
      }),
      { numRuns: 60 },
    );
  });
});

describe('planning a window', () => {
  it('makes a pair, the second putting back what was before', () => {
    const found = applied(office);
    expect(boundsOf(found, 'office-start')).toEqual({ MinCapacity: 6, MaxCapacity: 40 });
    expect(boundsOf(found, 'office-end')).toEqual({ MinCapacity: 2, MaxCapacity: 10 });
  });

  it('puts back only what it sets', () => {
    const { max: _none, ...minOnly } = office;
    const found = applied(minOnly);
    expect(boundsOf(found, 'office-start')).toEqual({ MinCapacity: 6 });
    expect(boundsOf(found, 'office-end')).toEqual({ MinCapacity: 2 });
    const { min: _no, ...maxOnly } = office;
    expect(boundsOf(applied(maxOnly), 'office-end')).toEqual({ MaxCapacity: 10 });
  });

  it('goes on putting back the original while the window is open', () => {
    const made = applied(office);
    const open = { ...made, target: aTarget({ MinCapacity: 6, MaxCapacity: 40 }) };
    expect(isEmpty(plan(office, open))).toBe(true);
    const found = applied({ ...office, min: 8 }, open);
    expect(boundsOf(found, 'office-start')).toEqual({ MinCapacity: 8, MaxCapacity: 40 });
    expect(boundsOf(found, 'office-end')).toEqual({ MinCapacity: 2, MaxCapacity: 10 });
  });

  it('keeps the bounds of a pair that are not named', () => {
    const made = applied(office);
    const { min: _none, ...maxOnly } = { ...office, max: 50 };
    expect(boundsOf(applied(maxOnly, made), 'office-start')).toEqual({ MinCapacity: 6, MaxCapacity: 50 });
  });

  it('keeps the zone, the start and the end that are not named', () => {
    const timing = {
      timezone: 'Asia/Seoul',
      start: new Date('2026-07-01T00:00:00Z'),
      end: new Date('2027-01-01T12:00:00Z'),
    };
    const made = applied({ ...office, ...timing });
    const later = applied({ ...office, min: 7 }, made);
    expect(foundAction('office-start', later)).toMatchObject({
      Timezone: 'Asia/Seoul',
      StartTime: timing.start,
      EndTime: timing.end,
      ScalableTargetAction: { MinCapacity: 7 },
    });
    expect(foundAction('office-end', later)).toMatchObject({
      Timezone: 'Asia/Seoul',
      StartTime: new Date('2026-07-01T09:00:00Z'),
      EndTime: timing.end,
    });
  });

  it('plans nothing when all is there, and can put back what it overwrites', () => {
    const windows: fc.Arbitrary<WindowWanted> = fc.record(
      {
        name: fc.constant('office'),
        window: fc.constantFrom('MON-FRI 09:00-18:00', '22:00-06:00', 'SAT,SUN 10:00-24:00').map(parseWindow),
        timezone: fc.constantFrom('UTC', 'Europe/Berlin'),
        start: instants('2026-06-01', '2026-08-01'),
        end: instants('2026-09-01', '2027-01-01'),
        min: fc.integer({ min: 0, max: 10 }),
        max: fc.integer({ min: 10, max: 99 }),
      },
      { requiredKeys: ['name', 'window', 'max'] },
    );
    fc.assert(
      fc.property(windows, windows, (first, second) => {
        const once = applied(first);
        expect(isEmpty(plan(first, once))).toBe(true);
        const change = plan(second, once);
        const twice = applyScaling(change, once);
        expect(isEmpty(plan(second, twice))).toBe(true);
        expect(undoScaling(change, twice).schedules).toEqual(once.schedules);
      }),
    );
  });

  it('warns when the window is open already', () => {
    const open = new Date('2026-06-10T12:00:00Z');
    expect(plan(office, aFound(), open).warnings[0]).toContain('2026-06-11T09:00:00');
    expect(plan(office, aFound(), now).warnings).toEqual([]);
  });

  it('warns when it would put back bounds that have been changed since', () => {
    const found = { ...applied(office), target: aTarget({ MinCapacity: 3 }) };
    expect(plan(office, found).warnings).toEqual(['office-end puts min back to 2, and it is 3 now']);
  });

  it('warns when another window is open, whose bounds it would put back for good', () => {
    const open = { ...applied(office), target: aTarget({ MinCapacity: 6, MaxCapacity: 40 }) };
    const night = { name: 'night', window: parseWindow('23:00-04:00'), min: 1 };
    expect(plan(night, open).warnings).toEqual([
      'night-end puts min back to 6, which is what window office sets: outside of that it is 2',
    ]);
    expect(plan(night, applied(office)).warnings).toEqual([]);
  });

  it('warns of no other window that sets what is there anyway', () => {
    const open = { ...applied({ ...office, min: 2 }), target: aTarget({ MaxCapacity: 40 }) };
    const night = { name: 'night', window: parseWindow('23:00-04:00'), min: 1 };
    expect(plan(night, open).warnings).toEqual([]);
  });

  it('warns of nothing while the target has the bounds of the open window', () => {
    const found = { ...applied(office), target: aTarget({ MinCapacity: 6, MaxCapacity: 40 }) };
    expect(plan(office, found).warnings).toEqual([]);
  });
});

describe('the span of a window', () => {
  const spansOf = (start?: string, end?: string) => {
    const span = { ...(start && { start: new Date(start) }), ...(end && { end: new Date(end) }) };
    const { opening, closing } = windowSpans(office.window, 'UTC', span);
    return [opening.start, closing.start, opening.end, closing.end].map((at) =>
      at?.toISOString().slice(0, 16),
    );
  };

  it.each([
    ['nothing', undefined, undefined, [undefined, undefined, undefined, undefined]],
    [
      'a start in the night',
      '2026-06-10T02:00Z',
      undefined,
      ['2026-06-10T09:00', '2026-06-10T18:00', undefined, undefined],
    ],
    [
      'a start as it opens',
      '2026-06-10T09:00Z',
      undefined,
      ['2026-06-10T09:00', '2026-06-10T18:00', undefined, undefined],
    ],
    [
      'a start while it is open',
      '2026-06-10T12:00Z',
      undefined,
      ['2026-06-11T09:00', '2026-06-11T18:00', undefined, undefined],
    ],
    [
      'a start at the weekend',
      '2026-06-13T00:00Z',
      undefined,
      ['2026-06-15T09:00', '2026-06-15T18:00', undefined, undefined],
    ],
    [
      'an end in the night',
      undefined,
      '2026-06-10T02:00Z',
      [undefined, undefined, '2026-06-10T02:00', '2026-06-10T02:00'],
    ],
    [
      'an end while it is open',
      undefined,
      '2026-06-10T12:00Z',
      [undefined, undefined, '2026-06-10T12:00', '2026-06-10T18:00'],
    ],
    [
      'an end as it opens',
      undefined,
      '2026-06-10T09:00Z',
      [undefined, undefined, '2026-06-10T09:00', '2026-06-10T18:00'],
    ],
    [
      'an end as it closes',
      undefined,
      '2026-06-10T18:00Z',
      [undefined, undefined, '2026-06-10T18:00', '2026-06-10T18:00'],
    ],
  ])('is whole with %s', (_, start, end, expected) => {
    expect(spansOf(start, end)).toEqual(expected);
  });

  it('begins with an opening and ends with a closing, in turn, whatever start and end are given', () => {
    const windows = fc
      .constantFrom('MON-FRI 09:00-18:00', '22:00-06:00', 'SAT,SUN 10:00-24:00')
      .map(parseWindow);
    const hours = fc.integer({ min: 0, max: 24 * 60 });
    fc.assert(
      fc.property(windows, hours, hours, (window, from, length) => {
        const start = new Date(now.getTime() + from * 60_000);
        const end = new Date(start.getTime() + length * 60_000);
        const { opening, closing } = windowSpans(window, 'UTC', { start, end });
        const firings = [
          ...nextFirings(window.start, 'UTC', now, 50, opening).map((at) => [at.getTime(), 'open'] as const),
          ...nextFirings(window.end, 'UTC', now, 50, closing).map((at) => [at.getTime(), 'close'] as const),
        ];
        const turns = firings.sort(([a], [b]) => a - b).map(([, what]) => what);
        expect(turns).toEqual(turns.map((_, index) => (index % 2 === 0 ? 'open' : 'close')));
        expect(turns.length % 2).toBe(0);
      }),
    );
  });
});

describe('refusing a window', () => {
  it.each<[string, WindowWanted, string]>([
    ['no bound', { name: 'n', window: office.window }, 'neither --min nor --max'],
    ['min above max', { ...office, min: 50 }, '--min 50 is above --max 40'],
    ['a name with a slash', { ...office, name: 'a/b' }, 'schedule name'],
    ['a name that leaves no room for its ends', { ...office, name: 'x'.repeat(255) }, 'schedule name'],
    [
      'an end in the past',
      { ...office, end: new Date('2026-06-01T00:00:00Z') },
      '--end 2026-06-01T00:00:00Z',
    ],
  ])('refuses %s', (_, asked, naming) => {
    refusedFor('usage', naming, () => plan(asked, aFound()));
  });

  it('holds one bound against the other that was there before', () => {
    const { max: _none, ...minOnly } = { ...office, min: 11 };
    refusedFor('refused', "--min 11 is above the service's max of 10", () => plan(minOnly, aFound()));
  });

  it('counts both of its actions against the limit', () => {
    const schedules = Array.from({ length: 199 }, (_, index) => anAction(`a${index}`));
    refusedFor('refused', '199 scheduled actions', () => plan(office, aFound({ schedules })));
  });

  it('refuses a service without a scalable target', () => {
    const { target: _none, ...found } = aFound();
    refusedFor('refused', 'prod/web has no scalable target', () => plan(office, found));
  });
});
