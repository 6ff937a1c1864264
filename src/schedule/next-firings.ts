import { calendarOf } from './calendar.ts';
import type { ScheduleExpression } from './expression.ts';
import { rateFirings } from './rate-firings.ts';

/** The span in which a schedule is active. */
export interface FiringSpan {
  readonly start?: Date | undefined;
  readonly end?: Date | undefined;
  /** A rate counts from the start or, where there is none, from when the action was made. */
  readonly created?: Date | undefined;
}

/**
 * The next instants, at most `count`, at which a schedule runs after `from`; fewer when it ends before. `timezone` (an
 * IANA name that this runtime knows, UTC when absent) speaks of `cron` and `at` only.
 */
export type NextFirings = (
  expression: ScheduleExpression,
  timezone: string | undefined,
  from: Date,
  count: number,
  span?: FiringSpan,
) => Date[];

/**
 * The next firings of a scheduled action of Application Auto Scaling.
 *
 * A start that is still to come is a firing of its own: AWS runs the action then, and after it by the schedule.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html
 * AWS says that an action adjusts to daylight saving time, and not what becomes of a local time that a clock change leaves
 * out or brings twice: here the one counts as the first instant after the gap, so that bounds are not left as they were
 * for a day, and the other as its first occurrence where it comes but once a day.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-policy-overview.html
 */
export const nextFirings: NextFirings = (expression, timezone, from, count, span = {}) => {
  const { start, end } = span;
  const isToCome = start !== undefined && start > from;
  const after = isToCome ? start : from;
  const recurring =
    expression.kind === 'rate'
      ? rateFirings(expression, start ?? span.created ?? from, after, count)
      : calendarOf(expression, timezone ?? 'UTC').nextRuns(count, after);
  const first = isToCome && expression.kind !== 'at' ? [start] : [];
  return [...first, ...recurring].filter((firing) => !end || firing <= end).slice(0, count);
};
