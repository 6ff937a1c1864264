import { expect, it } from 'vitest';
import { drawFirings, firingsOf, type KeptSchedule } from '../../../src/schedule/firings.ts';
import { nextFirings } from '../../../src/schedule/next-firings.ts';
import { schedulerFirings } from '../../../src/schedule/scheduler-firings.ts';
import { plainPaint, type Screen } from '../../../src/terminal/screen.ts';

const now = new Date('2026-01-01T00:00:00Z');
const screen: Screen = { width: 80, aligned: true, paint: plainPaint, now };

it.each<[KeptSchedule, string]>([
  [{ expression: undefined }, 'expression'],
  [{ expression: 'moon(full)' }, 'expression'],
  [{ expression: 'cron(0 9 * * ? *)', timezone: 'America/Nowhere' }, 'zone'],
  [{ expression: 'rate(1 hour)' }, 'anchor'],
])('says of %j that its %s is missing', (schedule, unknown) => {
  for (const by of [nextFirings, schedulerFirings]) expect(firingsOf(schedule, now, by)).toEqual({ unknown });
});

it('tells none of what has ended, and says which of both it is', () => {
  const ended = { expression: 'cron(0 9 * * ? *)', span: { end: new Date('2025-01-01T00:00:00Z') } };
  expect(firingsOf(ended, now, schedulerFirings)).toEqual({ next: [] });
  expect(drawFirings([], screen)).toBe('It never runs again.');
  expect(drawFirings(undefined, screen)).toBe('When it runs next is not known here.');
});

it.each([
  ['rate(1 days)', '2026-01-01T12:00:00Z'],
  ['rate(5 minute)', '2026-01-01T00:05:00Z'],
  ['cron(0 9 ? * MON-FRI)', '2026-01-01T09:00:00Z'],
])('reads %s, which AWS keeps and nobody is asked to type', (expression, utc) => {
  const created = new Date('2025-12-30T12:00:00Z');
  expect(firingsOf({ expression, span: { created } }, now, schedulerFirings)).toMatchObject({
    next: [{ utc }, {}, {}, {}, {}],
  });
});
