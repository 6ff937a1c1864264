import { usage } from '../failure.ts';
import { type CronFields, parseCronFields } from './cron-fields.ts';

/** When a schedule fires, as AWS takes it in `text` and as it is understood here. */
export type ScheduleExpression = CronSchedule | RateSchedule | AtSchedule;

export interface CronSchedule {
  readonly kind: 'cron';
  /** `cron(0 9 ? * MON-FRI *)`. */
  readonly text: string;
  readonly fields: CronFields;
}

export interface RateSchedule {
  readonly kind: 'rate';
  /** `rate(5 minutes)`. */
  readonly text: string;
  readonly seconds: number;
}

export interface AtSchedule {
  readonly kind: 'at';
  /** `at(2026-12-01T09:00:00)`. */
  readonly text: string;
  /** The time without a zone: `2026-12-01T09:00:00`. */
  readonly local: string;
}

const seconds = new Map([
  ['minute', 60],
  ['hour', 3600],
  ['day', 86_400],
]);

const forms = 'write cron(0 9 ? * MON-FRI *), rate(5 minutes) or at(2030-01-31T09:00:00)';

/**
 * Reads a schedule as AWS writes it: `cron(…)`, `rate(…)` or `at(…)`.
 *
 * @throws a usage failure naming the part that is wrong and its right form.
 */
export function parseSchedule(text: string): ScheduleExpression {
  const kind = /^\s*(cron|rate|at)\s*\(/i.exec(text)?.[1]?.toLowerCase();
  if (kind === 'cron') return parseCron(text);
  if (kind === 'rate') return parseRate(text);
  if (kind === 'at') return parseAt(text);
  throw usage(`'${text}' is no schedule`, forms);
}

/**
 * Reads `cron(0 9 ? * MON-FRI *)`, or the six fields alone.
 *
 * @throws a usage failure naming the field, its value and the form that AWS takes.
 */
export function parseCron(text: string): CronSchedule {
  const fields = inside('cron', text).toUpperCase().split(/\s+/).join(' ');
  return { kind: 'cron', text: `cron(${fields})`, fields: parseCronFields(fields) };
}

/**
 * Reads `rate(1 hour)`, or `1 hour` alone.
 *
 * @throws a usage failure naming the text; AWS wants the singular after 1 and the plural after all else.
 */
export function parseRate(text: string): RateSchedule {
  const rate = inside('rate', text).toLowerCase().split(/\s+/).join(' ');
  const [, digits = '', unit = '', plural = ''] = /^(\d{1,6}) (minute|hour|day)(s?)$/.exec(rate) ?? [];
  const value = Number(digits);
  if (value < 1)
    throw usage(`rate '${rate}' is not understood`, "write it as '1 hour', '5 minutes' or '2 days'");
  const right = `${value} ${unit}${value === 1 ? '' : 's'}`;
  if ((value === 1) === (plural === 's'))
    throw usage(`rate '${rate}' has the wrong ending`, `write '${right}'`);
  return { kind: 'rate', text: `rate(${right})`, seconds: value * (seconds.get(unit) ?? 60) };
}

/**
 * Reads `at(2026-12-01T09:00:00)`, or the time alone; seconds may be left out.
 *
 * @throws a usage failure naming the text: a time that does not exist, or one with an offset, since the zone of a
 *   schedule is a member of its own.
 */
export function parseAt(text: string): AtSchedule {
  const at = inside('at', text).toUpperCase();
  const form = 'write it as 2030-01-31T09:00 and name its zone with --timezone';
  if (/T.*(Z|[+-]\d{2}:?\d{2})$/.test(at)) throw usage(`time '${at}' has a zone of its own`, form);
  const [, day = '', minute = '', second = ':00'] =
    /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2})?$/.exec(at) ?? [];
  const local = `${day}T${minute}${second}`;
  if (day === '') throw usage(`time '${at}' is not understood`, form);
  if (!exists(local)) throw usage(`time '${at}' does not exist`, form);
  return { kind: 'at', text: `at(${local})`, local };
}

/** February has no 30th: JavaScript would read it as the 2nd of March, or not at all. */
function exists(local: string): boolean {
  const instant = new Date(`${local}Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(local);
}

function inside(kind: string, text: string): string {
  const trimmed = text.trim();
  const [, inner] = new RegExp(`^${kind}\\s*\\((.*)\\)$`, 'is').exec(trimmed) ?? [];
  return (inner ?? trimmed).trim();
}
