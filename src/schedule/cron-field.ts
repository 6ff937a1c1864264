import { type Failure, usage } from '../failure.ts';

/** What one field of a cron expression may hold. */
export interface CronField {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Words for the numbers, the first for `least`. */
  readonly words: readonly string[];
  readonly form: string;
  /** The characters beside numbers, words and `?` that AWS documents for the field. */
  readonly steps: boolean;
  /** A range may run over the end of the field, as 22-2 hours do. */
  readonly wraps: boolean;
}

/**
 * The values of a field as a sorted list, or `*`: numbers, words, ranges and steps between commas.
 *
 * @throws a usage failure naming the field, its value and its form.
 */
export function parseField(text: string, field: CronField): string {
  if (text === '*') return '*';
  const values = text.split(',').flatMap((part) => parsePart(part, text, field));
  return [...new Set(values)].sort((a, b) => a - b).join(',');
}

function parsePart(part: string, text: string, field: CronField): number[] {
  const [, from = '', to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\w+))?$/.exec(part) ?? [];
  if (from === '' || (from === '*' && to !== undefined))
    throw refuseField(field, text, `'${part}' is not understood`);
  if (step !== undefined && !field.steps)
    throw refuseField(field, text, 'AWS takes no steps there', 'list the days, as in MON,WED,FRI');
  const first = from === '*' ? field.least : numberOf(from, text, field);
  const alone = from !== '*' && to === undefined && step === undefined;
  const last = alone ? first : to === undefined ? field.most : numberOf(to, text, field);
  return everyNth(rangeOf(first, last, text, field), stepOf(step, text, field));
}

function rangeOf(first: number, last: number, text: string, field: CronField): number[] {
  if (first <= last) return count(first, last);
  if (!field.wraps) throw refuseField(field, text, `${first} comes after ${last}`, `write ${last}-${first}`);
  return [...count(first, field.most), ...count(field.least, last)];
}

function count(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function everyNth(values: readonly number[], step: number): number[] {
  return values.filter((_, index) => index % step === 0);
}

function stepOf(step: string | undefined, text: string, field: CronField): number {
  if (step === undefined) return 1;
  const most = field.most - field.least + 1;
  if (!/^\d{1,3}$/.test(step) || Number(step) < 1 || Number(step) > most)
    throw refuseField(
      field,
      text,
      `the step ${step} is not within 1-${most}`,
      `write a step such as ${field.least}/5`,
    );
  return Number(step);
}

/**
 * The number that a number or a word stands for.
 *
 * @throws a usage failure where it is not the field's.
 */
export function numberOf(text: string, whole: string, field: CronField): number {
  const word = field.words.indexOf(text);
  const value = word >= 0 ? word + field.least : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= field.least && value <= field.most) return value;
  throw refuseField(field, whole, `${text} is not within ${field.least}-${field.most}`);
}

/** The failure for a field that says what it may not. */
export function refuseField(field: CronField, text: string, what: string, hint?: string): Failure {
  return usage(`cron expression: ${field.name} '${text}': ${what}`, hint ?? `write ${field.form}`);
}
