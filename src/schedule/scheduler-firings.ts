import { calendarOf } from './calendar.ts';
import type { CronSchedule } from './expression.ts';
import type { NextFirings } from './next-firings.ts';
import { rateFirings } from './rate-firings.ts';
import { zoneClock } from './zone-clock.ts';

/**
 * The next firings of a schedule of EventBridge Scheduler, and of a rule of EventBridge, which is one in UTC without a span.
 *
 * A start is the first firing of a rate alone; the first of a cron comes at it or later. A schedule that runs once heeds
 * neither its start nor its end. https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
 * A local time of a cron that a clock change leaves out is left out, and one that comes twice runs once.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
 */
export const schedulerFirings: NextFirings = (expression, timezone = 'UTC', from, count, span = {}) => {
  if (expression.kind === 'at') return calendarOf(expression, timezone).nextRuns(count, from);
  const { start, end } = span;
  // Firings are looked for after an instant, and the start itself counts.
  const after = start && start > from ? new Date(start.getTime() - 1) : from;
  const firings =
    expression.kind === 'rate'
      ? rateFirings(expression, start ?? span.created ?? from, after, count)
      : cronFirings(expression, timezone, after, count);
  return firings.filter((firing) => !end || firing <= end);
};

/** Goes through what a calendar says, and asks the clocks of the zone when they show it. */
function cronFirings(expression: CronSchedule, timezone: string, from: Date, count: number): Date[] {
  const clock = zoneClock(timezone);
  const calendar = calendarOf(expression, 'UTC');
  const firings: Date[] = [];
  let shown = calendar.nextRun(clock.shownAt(from));
  while (shown && firings.length < count) {
    const firing = clock.firstShowing(shown);
    if (firing && firing > from) firings.push(firing);
    shown = calendar.nextRun(shown);
  }
  return firings;
}
