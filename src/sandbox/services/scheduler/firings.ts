import { chance, seedOf } from '../../world/noise.ts';
import { timetable } from '../application-auto-scaling/schedule-expression.ts';
import type { Firing, Schedule } from './state.ts';

const DAY_MS = 86_400_000;

/**
 * The first time that a new schedule fires. A rate without a StartDate fires at once.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function firstFiring(schedule: Schedule, now: Date): Firing | undefined {
  const isRate = schedule.settings.ScheduleExpression?.startsWith('rate(') ?? false;
  return firingAfter(schedule, now.getTime() - (isRate ? 1 : 0));
}

/** When the schedule is due next after that instant, within its StartDate and EndDate, which `at` does not heed. */
export function firingAfter(schedule: Schedule, after: number): Firing | undefined {
  const { ScheduleExpression: expression = '', StartDate, EndDate } = schedule.settings;
  const isOnce = expression.startsWith('at(');
  const start = isOnce ? undefined : StartDate?.getTime();
  const end = isOnce ? undefined : EndDate?.getTime();
  // It may fire at its very StartDate.
  const due = dueAfter(schedule, start === undefined ? after : Math.max(after, start - 1), start);
  if (due === undefined || (end !== undefined && due > end)) return undefined;
  return { due, at: due + delayOf(schedule, due) };
}

function dueAfter({ settings, since }: Schedule, after: number, start = since): number | undefined {
  const { ScheduleExpression: expression = '', ScheduleExpressionTimezone: zone } = settings;
  const times = timetable(expression, zone, start);
  let due = times.next(after);
  while (due !== undefined && expression.startsWith('cron(') && !isOnTheClock(expression, zone, due)) {
    due = times.next(due);
  }
  return due;
}

/**
 * Whether the clocks of the time zone show a time of the expression then, and for the first time. Where they are put
 * forward, a time that they do not show is left out; where they are put back, none is repeated.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
 */
function isOnTheClock(expression: string, zone: string | undefined, instant: number): boolean {
  const shown = clockTime(instant, zone);
  const dayBefore = instant - DAY_MS;
  const putBack = clockTime(dayBefore, zone) - dayBefore - (shown - instant);
  if (putBack > 0 && clockTime(instant - putBack, zone) === shown) return false;
  return timetable(expression, 'UTC', 0).next(shown - 1) === shown;
}

/** The instant at which clocks of UTC show what those of the zone show at `instant`. */
function clockTime(instant: number, timeZone = 'UTC'): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(instant);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

/** Somewhere in the flexible time window, at another place each time. */
function delayOf({ arn, settings }: Schedule, due: number): number {
  const { Mode, MaximumWindowInMinutes: minutes = 0 } = settings.FlexibleTimeWindow ?? {};
  if (Mode !== 'FLEXIBLE') return 0;
  return Math.floor(chance(seedOf(arn), due / 60_000) * minutes * 60) * 1000;
}
