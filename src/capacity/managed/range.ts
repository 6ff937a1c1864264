import { usage } from '../../failure.ts';

/** From so many to so many; no end where there is no most. */
export interface Range {
  readonly min: number;
  readonly max?: number;
}

/** AWS takes no greater number. */
const most = 2_147_483_647;

/**
 * A range as it is typed: `2-8`, `2-` for two or more, `4` for four and no other.
 * @param flag the flag that holds it, for the message.
 * @throws a usage failure.
 */
export function parseRange(text: string, flag: string): Range {
  const [, first, dash, last] = /^(\d{1,10})(-)?(\d{1,10})?$/.exec(text) ?? [];
  const [min, max] = [Number(first), last === undefined ? undefined : Number(last)];
  if (first === undefined || (dash === undefined && max !== undefined) || min < 1 || (max ?? min) > most) {
    throw usage(`${flag}: "${text}" is no range`, 'write 2-8, 2- for two or more, or 4 for exactly four');
  }
  if (max !== undefined && min > max) {
    throw usage(`${flag}: "${text}" ends before it begins`, 'the smaller number comes first');
  }
  if (max !== undefined) return { min, max };
  return dash === undefined ? { min, max: min } : { min };
}

/** A range as it would be typed, with `or more` for one without an end. */
export function rangeText({ min, max }: { min?: number | undefined; max?: number | undefined }): string {
  if (max === undefined) return `${min ?? 0} or more`;
  return min === max ? String(max) : `${min ?? 0}-${max}`;
}
