import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCron, parseSchedule } from '../../../src/schedule/expression.ts';
import type { FiringSpan } from '../../../src/schedule/next-firings.ts';
import { schedulerFirings } from '../../../src/schedule/scheduler-firings.ts';

const firings = (text: string, zone: string | undefined, from: string, count = 3, span: FiringSpan = {}) =>
  schedulerFirings(parseSchedule(text), zone, new Date(from), count, span).map((firing) =>
    firing.toISOString().slice(0, 16),
  );

describe('a cron of Scheduler', () => {
  it.each([
    [
      'leaves out what the clocks leave out',
      '30 2 * * ? *',
      'Europe/Berlin',
      '2026-03-28T00:00:00Z',
      ['2026-03-28T01:30', '2026-03-30T00:30', '2026-03-31T00:30'],
    ],
    [
      'does not run in the hour that is missing',
      '30 * * * ? *',
      'Europe/Berlin',
      '2026-03-29T00:00:00Z',
      ['2026-03-29T00:30', '2026-03-29T01:30', '2026-03-29T02:30'],
    ],
    [
      'runs a time that comes twice once',
      '30 2 * * ? *',
      'Europe/Berlin',
      '2026-10-24T12:00:00Z',
      ['2026-10-25T00:30', '2026-10-26T01:30', '2026-10-27T01:30'],
    ],
    [
      'does not repeat the hour that comes twice',
      '30 * * * ? *',
      'Europe/Berlin',
      '2026-10-24T23:00:00Z',
      ['2026-10-24T23:30', '2026-10-25T00:30', '2026-10-25T02:30'],
    ],
    [
      'knows within the repeated hour that it is one',
      '*/20 * * * ? *',
      'Europe/Berlin',
      '2026-10-25T01:05:00Z',
      ['2026-10-25T02:00', '2026-10-25T02:20', '2026-10-25T02:40'],
    ],
    [
      'keeps to clocks that move by half an hour',
      '45 1 * * ? *',
      'Australia/Lord_Howe',
      '2026-04-04T00:00:00Z',
      ['2026-04-04T14:45', '2026-04-05T15:15', '2026-04-06T15:15'],
    ],
    ['never runs in a gap alone', '30 2 29 3 ? 2026', 'Europe/Berlin', '2026-01-01T00:00:00Z', []],
    [
      'goes by UTC, where no zone is named',
      '0 9 ? * MON-FRI *',
      undefined,
      '2026-01-01T09:00:00Z',
      ['2026-01-02T09:00', '2026-01-05T09:00', '2026-01-06T09:00'],
    ],
  ])('%s', (_, text, zone, from, expected) => {
    expect(firings(`cron(${text})`, zone, from)).toEqual(expected);
  });

  it('agrees with a search minute by minute through changes of clocks', () => {
    const changes = [
      ['Europe/Berlin', '2026-03-29T01:00:00Z'],
      ['Europe/Berlin', '2026-10-25T01:00:00Z'],
      ['America/New_York', '2026-03-08T07:00:00Z'],
      ['America/New_York', '2026-11-01T06:00:00Z'],
      ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
      ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
    ] as const;
    const field = (most: number) =>
      fc.oneof(fc.constant('*'), fc.nat(most).map(String), fc.constantFrom('*/2', '0/20', '1-3'));
    fc.assert(
      fc.property(
        fc.constantFrom(...changes),
        field(59),
        field(4),
        fc.integer({ min: -240, max: 120 }),
        ([zone, change], minute, hour, away) => {
          const text = `cron(${minute} ${hour} * * ? *)`;
          const from = new Date(Date.parse(change) + away * 60_000);
          const expected = bySearch(text, zone, from);
          const found = schedulerFirings(parseSchedule(text), zone, from, expected.length + 1);
          expect(found.slice(0, expected.length)).toEqual(expected);
          expect(found[expected.length]?.getTime()).toBeGreaterThan(from.getTime() + hours * 3_600_000);
        },
      ),
      { numRuns: 30 },
    );
  });
});

const hours = 6;

/** Each minute whose clock time is of the expression and was not shown within the three hours before. */
function bySearch(text: string, zone: string, from: Date): Date[] {
  const { fields } = parseCron(text);
  const within = (list: string, value: string) =>
    list === '*' || list.split(',').map(Number).includes(Number(value));
  const form = new Intl.DateTimeFormat('en', {
    ...{ timeZone: zone, hourCycle: 'h23', day: 'numeric', hour: 'numeric', minute: 'numeric' },
  });
  const shown = (at: number) => {
    const parts = form.formatToParts(at);
    return ['day', 'hour', 'minute'].map((type) => parts.find((part) => part.type === type)?.value ?? '');
  };
  const seen = new Set<string>();
  const found: Date[] = [];
  for (let minute = -180; minute <= hours * 60; minute += 1) {
    const at = from.getTime() + minute * 60_000;
    const clock = shown(at);
    const isNew = !seen.has(clock.join());
    seen.add(clock.join());
    const [, hour = '', min = ''] = clock;
    if (minute > 0 && isNew && within(fields.hours, hour) && within(fields.minutes, min))
      found.push(new Date(at));
  }
  return found;
}

describe('a start and an end in Scheduler', () => {
  const span = { start: new Date('2026-01-03T12:00:00Z'), end: new Date('2026-01-05T12:00:00Z') };
  it.each([
    [
      'are the first and last of a rate',
      'rate(1 day)',
      ['2026-01-03T12:00', '2026-01-04T12:00', '2026-01-05T12:00'],
    ],
    ['begin no cron', 'cron(0 9 * * ? *)', ['2026-01-04T09:00', '2026-01-05T09:00']],
    [
      'are a time of a cron',
      'cron(0 12 * * ? *)',
      ['2026-01-03T12:00', '2026-01-04T12:00', '2026-01-05T12:00'],
    ],
    ['do not hold for what runs once before', 'at(2026-01-02T09:00:00)', ['2026-01-02T09:00']],
    ['do not hold for what runs once after', 'at(2026-12-01T09:00:00)', ['2026-12-01T09:00']],
  ])('%s', (_, text, expected) => {
    expect(firings(text, undefined, '2026-01-01T00:00:00Z', 9, span)).toEqual(expected);
  });

  it('leave what runs once where it was', () => {
    expect(firings('at(2026-01-02T09:00:00)', 'Asia/Seoul', '2026-01-02T00:00:00Z')).toEqual([]);
    expect(firings('at(2026-01-02T09:00:00)', 'Asia/Seoul', '2026-01-01T00:00:00Z')).toEqual([
      '2026-01-02T00:00',
    ]);
  });

  it('are counted from by a rate that has begun', () => {
    const past = { start: new Date('2025-12-31T23:50:00Z') };
    expect(firings('rate(1 hour)', undefined, '2026-01-01T05:00:00Z', 2, past)).toEqual([
      '2026-01-01T05:50',
      '2026-01-01T06:50',
    ]);
  });
});
