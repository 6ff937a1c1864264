import { Cron } from 'croner';
import type { CronFields } from './cron-fields.ts';
import type { AtSchedule, RateSchedule, ScheduleExpression } from './expression.ts';

/** The span in which a schedule is active. */
export interface FiringSpan {
  readonly start?: Date | undefined;
  readonly end?: Date | undefined;
  /** A rate counts from the start or, where there is none, from when the action was made. */
  readonly created?: Date;
}

/**
 * The next instants, at most `count`, at which a schedule runs after `from`; fewer when it ends before.
 *
 * A start that is still to come is a firing of its own: AWS runs the action then, and after it by the schedule.
 * `timezone` (an IANA name, UTC when absent) speaks of `cron` and `at` only. A local time that a clock change
 * leaves out counts as the first one after the gap, and one that comes twice as its first occurrence.
 */
export function nextFirings(
  expression: ScheduleExpression,
  timezone: string | undefined,
  from: Date,
  count: number,
  span: FiringSpan = {},
): Date[] {
  const { start, end } = span;
  const after = start && start > from ? start : from;
  const recurring =
    expression.kind === 'rate'
      ? rateFirings(expression, start ?? span.created ?? from, after, count)
      : patternFirings(patternOf(expression), timezone, after, count);
  const first = start && start > from && expression.kind !== 'at' ? [start] : [];
  return [...first, ...recurring].filter((firing) => !end || firing <= end).slice(0, count);
}

function rateFirings({ seconds }: RateSchedule, anchor: Date, after: Date, count: number): Date[] {
  const interval = seconds * 1000;
  const gone = Math.floor((after.getTime() - anchor.getTime()) / interval);
  const first = anchor.getTime() + (gone + 1) * interval;
  return Array.from({ length: count }, (_, index) => new Date(first + index * interval));
}

function patternFirings(pattern: string, timezone = 'UTC', after: Date, count: number): Date[] {
  const cron = new Cron(pattern, {
    mode: '7-part',
    timezone,
    // AWS counts Sunday as 1.
    alternativeWeekdays: true,
    paused: true,
  });
  return cron.nextRuns(count, after);
}

function patternOf(expression: Exclude<ScheduleExpression, RateSchedule>): string {
  return expression.kind === 'at' ? atPattern(expression) : cronPattern(expression.fields);
}

function cronPattern({ minutes, hours, dayOfMonth, month, dayOfWeek, year }: CronFields): string {
  return ['0', minutes, hours, dayOfMonth, month, dayOfWeek, year].join(' ');
}

function atPattern({ local }: AtSchedule): string {
  const [year, month, day, hour, minute, second] = local.split(/\D/).map(Number);
  return [second, minute, hour, day, month, '*', year].join(' ');
}
