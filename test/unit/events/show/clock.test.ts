import { expect, it } from 'vitest';
import { judgeClock } from '../../../../src/events/show/judge/clock.ts';
import type { KeptSchedule } from '../../../../src/schedule/firings.ts';

const now = new Date('2026-03-28T12:00:00Z');
const past = new Date('2026-01-01T00:00:00Z');

it.each<[KeptSchedule, string, string]>([
  [
    { expression: 'cron(30 2 * * ? *)', timezone: 'Europe/Berlin' },
    'green',
    'the clock: cron(30 2 * * ? *) in Europe/Berlin, next Mon 03-30 02:30 Europe/Berlin',
  ],
  [
    { expression: 'at(2030-01-01T00:00:00)', span: { end: past } },
    'green',
    'the clock: at(2030-01-01T00:00:00), next Tue 01-01 00:00 UTC',
  ],
  [
    { expression: 'cron(0 9 * * ? *)', span: { end: past } },
    'red',
    'the clock: cron(0 9 * * ? *), which never fires again',
  ],
  [{ expression: 'rate(1 hour)' }, 'green', 'the clock: rate(1 hour), from when it was set'],
  [
    { expression: 'rate(1 days)', span: { created: past } },
    'green',
    'the clock: rate(1 days), next Sun 03-29 00:00 UTC',
  ],
  [
    { expression: 'moon(full)' },
    'unknown',
    'the clock: moon(full), which is not understood here: nobody can tell from it when it fires',
  ],
  [
    { expression: 'cron(0 9 * * ? *)', timezone: 'America/Nowhere' },
    'unknown',
    'the clock: cron(0 9 * * ? *) in America/Nowhere: nobody here can tell when it fires, since zone America/Nowhere is ' +
      'not known to this computer',
  ],
])('%j is %s', (schedule, light, text) => {
  expect(judgeClock(schedule, true, now)).toEqual({ subject: 'source', light, text });
});

it('names no next time of what is disabled', () => {
  expect(judgeClock({ expression: 'cron(0 9 * * ? *)' }, false, now).text).toBe(
    'the clock: cron(0 9 * * ? *)',
  );
});
