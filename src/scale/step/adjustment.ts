import { usage } from '../../failure.ts';

/** How AWS reads the number of a step: as tasks to add, as a share of the current ones, or as the new count. */
export type AdjustmentType = 'ChangeInCapacity' | 'PercentChangeInCapacity' | 'ExactCapacity';

/** What one step does to the number of tasks. */
export interface Adjustment {
  readonly type: AdjustmentType;
  /** Tasks or per cent, negative to remove; the new number of tasks for `ExactCapacity`. */
  readonly amount: number;
}

const form = "write '+2' or '-1' tasks, '+10%', or '=20' for exactly 20 tasks";

/**
 * Reads `+2`, `-1`, `+10%` or `=20`.
 *
 * @param where stands before the message: the flag, and what of it is being read.
 * @throws a usage failure naming the text, for anything else, fractions, and more than 100 % to remove.
 */
export function parseAdjustment(text: string, where: string): Adjustment {
  const [, sign = '', digits = '', percent = ''] = /^([+=-])(\d{1,9})(%?)$/.exec(text.trim()) ?? [];
  if (sign === '' || (sign === '=' && percent)) throw usage(`${where}: '${text}' is no adjustment`, form);
  const amount = sign === '-' ? 0 - Number(digits) : Number(digits);
  if (percent && amount < -100)
    throw usage(`${where}: '${text}' removes more than all tasks`, "write '-100%' at most");
  return { type: typeOf(sign, percent), amount };
}

function typeOf(sign: string, percent: string): AdjustmentType {
  if (sign === '=') return 'ExactCapacity';
  return percent ? 'PercentChangeInCapacity' : 'ChangeInCapacity';
}

/** `+2`, `-10%`, `=20`: as {@link parseAdjustment} reads it. */
export function writeAdjustment({ type, amount }: Adjustment): string {
  if (type === 'ExactCapacity') return `=${amount}`;
  const signed = amount < 0 ? String(amount) : `+${amount}`;
  return type === 'PercentChangeInCapacity' ? `${signed}%` : signed;
}
