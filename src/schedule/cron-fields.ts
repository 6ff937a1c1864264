import { usage } from '../failure.ts';
import { type CronField, numberOf, parseField, refuseField } from './cron-field.ts';

const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

const plain = { words: [], steps: true, wraps: true };
const minutes: CronField = { ...plain, name: 'minutes', least: 0, most: 59, form: '0-59' };
const hours: CronField = { ...plain, name: 'hours', least: 0, most: 23, form: '0-23' };
const dayOfMonth: CronField = {
  ...plain,
  name: 'day-of-month',
  least: 1,
  most: 31,
  form: '1-31, L (last day), LW (last weekday), 15W (weekday nearest to the 15th) or ?',
};
const month: CronField = {
  ...plain,
  name: 'month',
  least: 1,
  most: 12,
  words: months,
  form: '1-12 or JAN-DEC',
};
const dayOfWeek: CronField = {
  ...plain,
  name: 'day-of-week',
  least: 1,
  most: 7,
  words: weekdays,
  steps: false,
  form: '1-7 (1 is Sunday) or SUN-SAT, 6L or FRIL (last Friday), MON#1 (first Monday) or ?',
};
const year: CronField = { ...plain, name: 'year', least: 1970, most: 2199, wraps: false, form: '1970-2199' };

/** A cron expression with every field as `*` or as the plain list of what it stands for. */
export interface CronFields {
  readonly minutes: string;
  readonly hours: string;
  /** A list, `L`, `LW` or `15W`. */
  readonly dayOfMonth: string;
  readonly month: string;
  /** A list with Sunday as 1, `6#L` or `6#3`. */
  readonly dayOfWeek: string;
  readonly year: string;
}

/**
 * Reads the six fields of an AWS cron expression: minutes, hours, day-of-month, month, day-of-week, year.
 *
 * @param text the fields without `cron()`, in capitals.
 * @throws a usage failure naming the field, its value and the form that AWS takes.
 */
export function parseCronFields(text: string): CronFields {
  const fields = text.split(/\s+/).filter((field) => field !== '');
  const [minute, hour, day, monthText, weekday, yearText] = fields;
  if (!minute || !hour || !day || !monthText || !weekday || !yearText || fields.length !== 6)
    throw usage(
      `cron expression '${text}' has ${fields.length} ${fields.length === 1 ? 'field' : 'fields'}, not 6`,
      fromUnix(fields) ?? 'write minutes hours day-of-month month day-of-week year, as in 0 9 ? * MON-FRI *',
    );
  const parsed = {
    minutes: parseField(minute, minutes),
    hours: parseField(hour, hours),
    dayOfMonth: parseDayOfMonth(day),
    month: parseField(monthText, month),
    dayOfWeek: parseDayOfWeek(weekday),
    year: parseField(yearText, year),
  };
  refuseDays(fields);
  return parsed;
}

/** AWS takes a day of the month or of the week, and wants the other one left open with `?`. */
function refuseDays([minute, hour, day, monthText, weekday, yearText]: readonly string[]): void {
  if ((day === '?') !== (weekday === '?')) return;
  const both = `cron expression: day-of-month '${day}' and day-of-week '${weekday}'`;
  if (day === '?') throw usage(`${both} are both left open`, 'write * for one of them');
  const days = weekday === '*' ? `${day} ${monthText} ?` : `? ${monthText} ${weekday}`;
  throw usage(
    `${both} are both set, and AWS wants ? for one of them`,
    `write ? for the one that does not matter, as in ${minute} ${hour} ${days} ${yearText}`,
  );
}

function parseDayOfMonth(text: string): string {
  if (text === '?') return '*';
  if (text === 'L' || text === 'LW') return text;
  const [, day] = /^(\d{1,2})W$/.exec(text) ?? [];
  return day ? `${numberOf(day, text, dayOfMonth)}W` : parseField(text, dayOfMonth);
}

function parseDayOfWeek(text: string): string {
  if (text === '?') return '*';
  // The last day of the week.
  if (text === 'L') return '7';
  const [, last] = /^(\d|[A-Z]{3})L$/.exec(text) ?? [];
  if (last) return `${numberOf(last, text, dayOfWeek)}#L`;
  const [, day, nth] = /^(\d|[A-Z]{3})#(\d+)$/.exec(text) ?? [];
  if (!day || !nth) return parseField(text, dayOfWeek);
  if (Number(nth) < 1 || Number(nth) > 5)
    throw refuseField(dayOfWeek, text, 'a month has a weekday 1 to 5 times', 'write MON#1 to MON#5');
  return `${numberOf(day, text, dayOfWeek)}#${Number(nth)}`;
}

/** What a crontab line of five fields would be here, where that can be said: Unix counts Sunday as 0 and 7. */
function fromUnix(fields: readonly string[]): string | undefined {
  const [minute, hour, day, monthText, weekday] = fields;
  if (fields.length !== 5 || !weekday || (day !== '*' && weekday !== '*')) return undefined;
  if (/[#L]/.test(weekday)) return undefined;
  const named = weekday.replace(/\b[0-7]\b/g, (digit) => weekdays[Number(digit) % 7] ?? digit);
  const days = weekday === '*' ? `${day} ${monthText} ?` : `? ${monthText} ${named}`;
  return `AWS adds a year and has ? for the day that does not matter: ${minute} ${hour} ${days} *`;
}
