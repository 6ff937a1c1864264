import { describe, expect, it } from 'vitest';
import { timetable } from '../../../../../src/sandbox/services/application-auto-scaling/schedule-expression.ts';
import { refusal } from '../../world/practice-world.ts';

const wednesday = Date.parse('2026-03-04T09:00:00Z');

function next(expression: string, timezone?: string, after = wednesday): string {
  const time = timetable(expression, timezone, wednesday).next(after);
  return time === undefined ? 'never' : new Date(time).toISOString().slice(0, 16);
}

describe('a schedule expression', () => {
  it.each([
    ['cron(0 18 * * ? *)', '2026-03-04T18:00'],
    ['cron(0 9 * * ? *)', '2026-03-05T09:00'],
    ['cron(30 8 ? * MON-FRI *)', '2026-03-05T08:30'],
    ['cron(0 0 ? * SUN *)', '2026-03-08T00:00'],
    ['cron(0 0 ? * 1 *)', '2026-03-08T00:00'],
    ['cron(0 0 ? * 7 *)', '2026-03-07T00:00'],
    ['cron(0 0 ? * 2-6 *)', '2026-03-05T00:00'],
    ['cron(15 10 L * ? *)', '2026-03-31T10:15'],
    ['cron(0 8 ? * 6#3 *)', '2026-03-20T08:00'],
    ['cron(0/15 9 4 3 ? 2026)', '2026-03-04T09:15'],
    ['cron(0 12 1 1 ? 2025)', 'never'],
    ['cron(0 8 1,15 * ? *)', '2026-03-15T08:00'],
    ['rate(1 minute)', '2026-03-04T09:01'],
    ['rate(2 hours)', '2026-03-04T11:00'],
    ['rate(3 days)', '2026-03-07T09:00'],
    ['at(2026-03-04T10:00:00)', '2026-03-04T10:00'],
    ['at(2026-03-04T09:00:00)', 'never'],
  ])('%s fires next at %s', (expression, expected) => {
    expect(next(expression)).toBe(expected);
  });

  it.each([
    ['cron(0 9 * * ? *)', 'Asia/Seoul', '2026-03-05T00:00'],
    ['at(2026-03-05T09:00:00)', 'Asia/Seoul', '2026-03-05T00:00'],
    // Clocks in New York go forward on 8 March.
    ['cron(0 9 ? * MON *)', 'America/New_York', '2026-03-09T13:00'],
    ['cron(0 9 ? * SAT *)', 'America/New_York', '2026-03-07T14:00'],
  ])('%s in %s fires next at %s', (expression, timezone, expected) => {
    expect(next(expression, timezone)).toBe(expected);
  });

  it('knows every firing after the first', () => {
    expect(next('rate(2 hours)', undefined, Date.parse('2026-03-04T14:30:00Z'))).toBe('2026-03-04T15:00');
  });

  it.each([
    '',
    '0 9 * * *',
    'cron(0 9 * * *)',
    'cron(0 9 * * * *)',
    'cron(0 9 ? * ? *)',
    'cron(0 9 * * MON *)',
    'cron(61 9 * * ? *)',
    'cron(0 9 ? * 8 *)',
    'cron(0 9 ? * 0 *)',
    'cron(? 9 * * ? *)',
    'cron(0 9 * * ? 1969)',
    'cron(0 9 * * ? 2200)',
    'cron(0 0 9 * * ? *)',
    'rate(1 minutes)',
    'rate(2 minute)',
    'rate(0 hours)',
    'rate(30 seconds)',
    'rate(1.5 hours)',
    'at(2026-03-04)',
    'at(2026-13-04T09:00:00)',
    'at(2026-03-04T09:00:00Z)',
    'every day',
  ])('refuses %j', (expression) => {
    expect(refusal(() => timetable(expression, undefined, 0))).toMatch(
      /^ValidationException: .*schedule expression/,
    );
  });

  it.each(['Mars/Olympus', '+09:00', ''])('refuses the time zone %j', (timezone) => {
    expect(refusal(() => timetable('rate(1 hour)', timezone, 0))).toMatch(
      /^ValidationException: .*time zone/,
    );
  });
});
