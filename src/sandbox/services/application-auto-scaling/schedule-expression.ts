import { Cron } from 'croner';
import { invalid } from './constraints.ts';

/** The firing times of a schedule expression. */
export interface Timetable {
  /** The first firing after that instant, in milliseconds; undefined when there is none any more. */
  next(after: number): number | undefined;
}

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const AT = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)\)$/;
const RATE = /^rate\(([1-9]\d*) (minute|hour|day)(s?)\)$/;
const CRON = /^cron\((.+)\)$/;

/**
 * Reads `at(…)`, `rate(…)` or `cron(…)` as Application Auto Scaling does; `anchor` is the instant from which
 * a rate counts.
 * Throws ValidationException for anything that AWS would not take.
 */
export function timetable(expression: string, timezone: string | undefined, anchor: number): Timetable {
  checkTimezone(timezone);
  const at = AT.exec(expression)?.[1];
  if (at) return once(at, timezone);
  const [, count, unit = '', plural] = RATE.exec(expression) ?? [];
  if (count) return every(expression, Number(count), unit, plural === 's', anchor);
  const fields = CRON.exec(expression)?.[1];
  if (fields) return calendar(expression, fields, timezone);
  throw notASchedule(expression);
}

function once(time: string, timezone = 'UTC'): Timetable {
  // The pattern's local time in a zone is what croner reads from an ISO time without an offset.
  const moment = silently(() => new Cron(time, { timezone, paused: true }).nextRun(new Date(0)));
  if (!moment) throw notASchedule(`at(${time})`);
  const instant = moment.getTime();
  return { next: (after) => (instant > after ? instant : undefined) };
}

function every(expression: string, count: number, unit: string, plural: boolean, anchor: number): Timetable {
  const length = count * (UNIT_MS[unit] ?? 0);
  // AWS insists on "1 minute" and "2 minutes".
  if (plural === (count === 1)) throw notASchedule(expression);
  return { next: (after) => anchor + Math.max(0, Math.floor((after - anchor) / length) + 1) * length };
}

function calendar(expression: string, text: string, timezone = 'UTC'): Timetable {
  const fields = text.trim().split(/\s+/);
  const [minutes, hours, days, months, weekdays, years] = fields;
  if (fields.length !== 6 || (days === '?') === (weekdays === '?')) throw notASchedule(expression);
  if ([minutes, hours, months, years].includes('?')) throw notASchedule(expression);
  if (!areYears(years ?? '') || !areWeekdays(weekdays ?? '')) throw notASchedule(expression);
  // A question mark means "whatever the other field says", which for croner is an asterisk; its own "?" is
  // the present time.
  const pattern = ['0', ...fields.map((field) => (field === '?' ? '*' : field))].join(' ');
  const options = {
    mode: '7-part',
    alternativeWeekdays: true,
    sloppyRanges: true,
    timezone,
    paused: true,
  } as const;
  const cron = silently(() => new Cron(pattern, options));
  if (!cron) throw notASchedule(expression);
  return { next: (after) => cron.nextRun(new Date(after))?.getTime() };
}

/** Sunday is 1 and Saturday 7; behind `#` stands which one of the month is meant, behind `/` a distance. */
function areWeekdays(weekdays: string): boolean {
  const named = weekdays.match(/(?<![#/\d])\d+/g) ?? [];
  return named.every((day) => Number(day) >= 1 && Number(day) <= 7);
}

function areYears(years: string): boolean {
  const named = years.match(/\d{4}/g) ?? [];
  return named.every((year) => Number(year) >= 1970 && Number(year) <= 2199);
}

function checkTimezone(timezone: string | undefined): void {
  if (timezone === undefined) return;
  const known = silently(() => new Intl.DateTimeFormat('en', { timeZone: timezone }));
  if (!known || /^[+-]/.test(timezone)) throw invalid(`Invalid time zone: ${timezone}`);
}

function notASchedule(expression: string) {
  return invalid(`Invalid schedule expression: ${expression}`);
}

function silently<Value>(attempt: () => Value): Value | undefined {
  try {
    return attempt();
  } catch {
    return undefined;
  }
}
