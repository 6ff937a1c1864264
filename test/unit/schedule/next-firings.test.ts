import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCron, parseSchedule } from '../../../src/schedule/expression.ts';
import { type FiringSpan, nextFirings } from '../../../src/schedule/next-firings.ts';
import { checkTimezone } from '../../../src/schedule/timezone.ts';
import { refusedFor } from '../../support/refused.ts';

const firings = (text: string, zone: string | undefined, from: string, count = 3, span: FiringSpan = {}) =>
  nextFirings(parseSchedule(text), zone, new Date(from), count, span).map((firing) =>
    firing.toISOString().slice(0, 16),
  );

describe('the next firings of a cron expression', () => {
  it.each([
    ['every morning', '0 9 * * ? *', ['2026-01-01T09:00', '2026-01-02T09:00', '2026-01-03T09:00']],
    ['weekdays', '0 9 ? * MON-FRI *', ['2026-01-01T09:00', '2026-01-02T09:00', '2026-01-05T09:00']],
    ['Sunday as 1', '0 9 ? * 1 *', ['2026-01-04T09:00', '2026-01-11T09:00', '2026-01-18T09:00']],
    ['the last day of the week', '0 9 ? * L *', ['2026-01-03T09:00', '2026-01-10T09:00', '2026-01-17T09:00']],
    ['the last Friday', '0 9 ? * 6L *', ['2026-01-30T09:00', '2026-02-27T09:00', '2026-03-27T09:00']],
    ['the third Friday', '0 9 ? * FRI#3 *', ['2026-01-16T09:00', '2026-02-20T09:00', '2026-03-20T09:00']],
    ['the fifth Monday', '0 9 ? * MON#5 *', ['2026-03-30T09:00', '2026-06-29T09:00', '2026-08-31T09:00']],
    ['the last day', '0 9 L * ? *', ['2026-01-31T09:00', '2026-02-28T09:00', '2026-03-31T09:00']],
    ['the last weekday', '0 9 LW * ? *', ['2026-01-30T09:00', '2026-02-27T09:00', '2026-03-31T09:00']],
    [
      'the weekday nearest to the 15th',
      '0 9 15W * ? *',
      ['2026-01-15T09:00', '2026-02-16T09:00', '2026-03-16T09:00'],
    ],
    [
      'the weekday nearest to the 1st, in its month',
      '0 9 1W 8 ? *',
      ['2026-08-03T09:00', '2027-08-02T09:00', '2028-08-01T09:00'],
    ],
    ['hours over midnight', '0 23-1 ? * THU *', ['2026-01-01T01:00', '2026-01-01T23:00', '2026-01-08T00:00']],
    ['a year', '0 9 1 1 ? 2028', ['2028-01-01T09:00']],
    ['a leap day', '0 9 29 2 ? *', ['2028-02-29T09:00', '2032-02-29T09:00', '2036-02-29T09:00']],
    ['a day that never comes', '0 9 30 2 ? *', []],
    ['a year that is gone', '0 9 * * ? 2020', []],
  ])('finds %s', (_, text, expected) => {
    expect(firings(`cron(${text})`, 'UTC', '2026-01-01T00:00:00Z')).toEqual(expected);
  });

  it('does not repeat the instant that it starts from', () => {
    expect(firings('cron(0 9 * * ? *)', 'UTC', '2026-01-01T09:00:00Z', 1)).toEqual(['2026-01-02T09:00']);
  });

  it('keeps to local time through a change of clocks', () => {
    expect(firings('cron(0 9 * * ? *)', 'Europe/Berlin', '2026-03-28T00:00:00Z')).toEqual([
      '2026-03-28T08:00',
      '2026-03-29T07:00',
      '2026-03-30T07:00',
    ]);
  });

  it('takes the first instant after a gap for a time that the clock leaves out', () => {
    expect(firings('cron(30 2 * * ? *)', 'Europe/Berlin', '2026-03-28T12:00:00Z', 2)).toEqual([
      '2026-03-29T01:00',
      '2026-03-30T00:30',
    ]);
  });

  it('takes the first of a time that comes twice', () => {
    expect(firings('cron(30 2 * * ? *)', 'Europe/Berlin', '2026-10-24T12:00:00Z', 2)).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
  });

  it('counts days by the zone, not by UTC', () => {
    expect(firings('cron(0 8 ? * MON *)', 'Asia/Seoul', '2026-01-01T00:00:00Z', 1)).toEqual([
      '2026-01-04T23:00',
    ]);
  });

  it('agrees with a search minute by minute', () => {
    const values = (least: number, most: number) =>
      fc.oneof(
        fc.constant('*'),
        fc.integer({ min: least, max: most }).map(String),
        fc
          .tuple(fc.integer({ min: least, max: most }), fc.integer({ min: 1, max: 7 }))
          .map((pair) => pair.join('/')),
      );
    const weekday = fc.oneof(
      fc.integer({ min: 1, max: 7 }).map(String),
      fc.constantFrom('MON-FRI', 'SAT,SUN', 'FRI-MON', 'L', '*'),
    );
    const days = fc.oneof(
      weekday.map((day) => ({ day: '?', weekday: day })),
      values(1, 31).map((day) => ({ day, weekday: '?' })),
    );
    fc.assert(
      fc.property(
        values(0, 59),
        values(0, 23),
        days,
        fc.nat(40_000),
        (minute, hour, { day, weekday: on }, minutes) => {
          const text = `cron(${minute} ${hour} ${day} * ${on} *)`;
          const from = new Date(Date.UTC(2026, 0, 1) + minutes * 60_000);
          const expected = bySearch(text, from);
          const [found] = nextFirings(parseSchedule(text), 'UTC', from, 1);
          // The search looks a week ahead; what comes later is not its to judge.
          if (expected) expect(found).toEqual(expected);
          else expect((found?.getTime() ?? Infinity) - from.getTime()).toBeGreaterThan(7 * 86_400_000);
        },
      ),
      { numRuns: 60 },
    );
  });
});

function bySearch(text: string, from: Date): Date | undefined {
  const { fields } = parseCron(text);
  const within = (list: string, value: number) => list === '*' || list.split(',').map(Number).includes(value);
  for (let minute = 1; minute <= 7 * 1440; minute++) {
    const at = new Date(from.getTime() + minute * 60_000);
    const matches =
      within(fields.minutes, at.getUTCMinutes()) &&
      within(fields.hours, at.getUTCHours()) &&
      within(fields.dayOfMonth, at.getUTCDate()) &&
      within(fields.dayOfWeek, at.getUTCDay() + 1);
    if (matches) return at;
  }
  return undefined;
}

describe('the next firings of a rate and of a single time', () => {
  it('counts a rate from its start', () => {
    const start = new Date('2026-01-01T00:20:00Z');
    expect(firings('rate(1 hour)', undefined, '2026-01-01T05:00:00Z', 2, { start })).toEqual([
      '2026-01-01T05:20',
      '2026-01-01T06:20',
    ]);
  });

  it('counts it from when it was made, without a start', () => {
    const made = new Date('2026-01-01T00:07:00Z');
    expect(firings('rate(5 minutes)', undefined, '2026-01-02T00:00:00Z', 2, { created: made })).toEqual([
      '2026-01-02T00:02',
      '2026-01-02T00:07',
    ]);
  });

  it('counts it from now, where nothing else is known', () => {
    expect(firings('rate(2 days)', undefined, '2026-01-01T00:00:00Z', 2)).toEqual([
      '2026-01-03T00:00',
      '2026-01-05T00:00',
    ]);
  });

  it('runs at a start that is to come, and then by the schedule until the end', () => {
    const span = { start: new Date('2026-01-03T12:00:00Z'), end: new Date('2026-01-05T09:00:00Z') };
    expect(firings('cron(0 9 * * ? *)', 'UTC', '2026-01-01T00:00:00Z', 9, span)).toEqual([
      '2026-01-03T12:00',
      '2026-01-04T09:00',
      '2026-01-05T09:00',
    ]);
    expect(firings('rate(1 day)', 'UTC', '2026-01-01T00:00:00Z', 9, span)).toEqual([
      '2026-01-03T12:00',
      '2026-01-04T12:00',
    ]);
  });

  it('reads a single time in its zone', () => {
    expect(firings('at(2026-12-01T09:00:00)', 'Asia/Seoul', '2026-01-01T00:00:00Z')).toEqual([
      '2026-12-01T00:00',
    ]);
    expect(firings('at(2026-12-01T09:00:00)', undefined, '2026-01-01T00:00:00Z')).toEqual([
      '2026-12-01T09:00',
    ]);
  });

  it('does not run a single time at a start', () => {
    const span = { start: new Date('2026-06-01T00:00:00Z') };
    expect(firings('at(2026-12-01T09:00:00)', 'UTC', '2026-01-01T00:00:00Z', 3, span)).toEqual([
      '2026-12-01T09:00',
    ]);
  });

  it('finds none for a time that is past', () => {
    expect(firings('at(2026-01-01T09:00:00)', 'UTC', '2026-01-01T09:00:00Z')).toEqual([]);
  });
});

describe('time zones', () => {
  it.each([
    'UTC',
    'Etc/UTC',
    'Europe/Berlin',
    'Asia/Seoul',
    'America/Argentina/Buenos_Aires',
    'US/Eastern',
    'Etc/GMT+9',
  ])('knows %s', (zone) => {
    expect(checkTimezone(zone)).toBe(zone);
  });

  it.each([
    ['Seoul', 'Asia/Seoul'],
    ['asia/seoul', 'Asia/Seoul'],
    ['utc', 'UTC'],
    ['Europe/BERLIN', 'Europe/Berlin'],
    ['Europe/Berln', 'Europe/Berlin'],
    ['New York', 'America/New_York'],
  ])('refuses %s and knows what was meant: %s', (zone, meant) => {
    expect(refusedFor('usage', `'${zone}'`, () => checkTimezone(zone))).toContain(meant);
  });

  it.each(['', '+09:00', 'Mars/Olympus', '/', 'Europe/'])('refuses %s', (zone) => {
    refusedFor('usage', `'${zone}'`, () => checkTimezone(zone));
  });
});
