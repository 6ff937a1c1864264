import { parseSchedule, type ScheduleExpression } from './expression.ts';

/**
 * The schedule that AWS answers with, or undefined where it is of a kind that is not known here. AWS keeps what nobody is
 * asked to type here: Scheduler takes `rate(1 days)`, and a cron without its year.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function readSchedule(text: string | undefined): ScheduleExpression | undefined {
  if (text === undefined) return undefined;
  try {
    return parseSchedule(withYear(withRightEnding(text)));
  } catch {
    return undefined;
  }
}

function withRightEnding(text: string): string {
  return text.replace(
    /^(\s*rate\s*\(\s*)0*(\d+)(\s+)(minute|hour|day)s?(?=\s*\))/i,
    (_, before: string, value: string, space: string, unit: string) =>
      `${before}${value}${space}${unit}${value === '1' ? '' : 's'}`,
  );
}

function withYear(text: string): string {
  return text.replace(/^(\s*cron\s*\(\s*(?:[^\s()]+\s+){4}[^\s()]+)(?=\s*\))/i, '$1 *');
}
