import { usage } from '../../failure.ts';
import { type CronSchedule, parseCron } from '../../schedule/expression.ts';

/** A span of the day on some days of the week, as the two schedules at its ends. */
export interface ScheduleWindow {
  readonly text: string;
  readonly start: CronSchedule;
  readonly end: CronSchedule;
}

const week = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
/** 24:00, in minutes. */
const endOfDay = 1440;
const form = "write it as 'MON-FRI 09:00-18:00', 'SAT,SUN 10:00-14:00' or '22:00-06:00'";

/**
 * Reads `MON-FRI 09:00-18:00`. Without days it is every day; a window that ends at an earlier hour than it begins
 * ends on the next day, so that the days of its end are one later.
 *
 * @throws a usage failure naming the part that is wrong.
 */
export function parseWindow(text: string): ScheduleWindow {
  const [, dayText = '', from = '', to = ''] =
    /^\s*(?:(\S+)\s+)?(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2})\s*$/.exec(text) ?? [];
  if (from === '') throw usage(`--window '${text}' is no window`, form);
  const days = dayText === '' ? week.map((_, index) => index) : parseDays(dayText.toUpperCase(), text);
  const [start, end] = [minuteOfDay(from, text), minuteOfDay(to, text)];
  if (start === end || start === endOfDay)
    throw usage(`--window '${text}' has no length from ${from} to ${to}`, form);
  const lastDays = end < start || end === endOfDay ? days.map(dayAfter) : days;
  const whole = end - start === endOfDay;
  if (whole && days.length === 7) throw usage(`--window '${text}' never closes`, form);
  // Whole days that follow each other are one window: it would close and open at the same midnight.
  const [opens, closes] = whole ? [without(days, lastDays), without(lastDays, days)] : [days, lastDays];
  return { text: text.trim(), start: cronAt(start, opens), end: cronAt(end % endOfDay, closes) };
}

function dayAfter(day: number): number {
  return (day + 1) % 7;
}

function without(days: readonly number[], others: readonly number[]): number[] {
  return days.filter((day) => !others.includes(day));
}

function minuteOfDay(text: string, window: string): number {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  // 24:00 is how the end of a day is written.
  if (minute < 60 && (hour < 24 || (hour === 24 && minute === 0))) return hour * 60 + minute;
  throw usage(`--window '${window}': ${text} is no time of day`, 'write hours 00-23 and minutes 00-59');
}

function parseDays(text: string, window: string): number[] {
  const days = text.split(',').flatMap((part) => {
    const [from = '', to = from, ...rest] = part.split('-');
    const [first, last] = [week.indexOf(from), week.indexOf(to)];
    if (first < 0 || last < 0 || rest.length > 0)
      throw usage(
        `--window '${window}': '${part}' is no day of the week`,
        `write ${week.join(', ')}, or MON-FRI`,
      );
    return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, index) => (first + index) % 7);
  });
  return [...new Set(days)];
}

function cronAt(minute: number, days: readonly number[]): CronSchedule {
  const time = `${minute % 60} ${Math.floor(minute / 60)}`;
  return parseCron(days.length === 7 ? `${time} * * ? *` : `${time} ? * ${writeDays(days)} *`);
}

/** `MON-FRI`, or `SUN,TUE` where the days do not follow each other. */
function writeDays(days: readonly number[]): string {
  const sorted = [...days].sort((a, b) => a - b);
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)];
  const names = sorted.map((day) => week[day]);
  return sorted.length > 2 && last - first === sorted.length - 1
    ? `${week[first]}-${week[last]}`
    : names.join(',');
}
