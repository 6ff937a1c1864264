import { Failure, usage } from '../../failure.ts';
import type { Bounds } from '../editable.ts';

/** What a scheduled action sets the target's bounds to. Nothing reverts it: it stays until something else sets them. */
export interface ScheduledBounds {
  readonly min?: number;
  readonly max?: number;
}

/**
 * Holds that bounds are whole, not negative and in order.
 *
 * @throws a usage failure naming the bound.
 */
export function refuseBounds({ min, max }: ScheduledBounds): void {
  for (const [flag, value] of Object.entries({ min, max }))
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 0))
      throw usage(`--${flag} ${value} is no number of tasks`, 'write a whole number, 0 or more');
  if (min !== undefined && max !== undefined && min > max)
    throw usage(`--min ${min} is above --max ${max}`, `write --min ${max} or less, or --max ${min} or more`);
}

/** @throws a usage failure where an action would set neither bound. */
export function refuseNoBound({ min, max }: ScheduledBounds): void {
  if (min === undefined && max === undefined)
    throw usage('neither --min nor --max is given', 'write what the bounds become, as in --min 4 --max 20');
}

/**
 * Holds that the action leaves min at or under max where it sets only one of them.
 *
 * @throws a `refused` failure naming the other bound.
 */
export function refuseContradiction({ min, max }: ScheduledBounds, target: Bounds): void {
  const [low, high] = [min ?? target.min, max ?? target.max];
  if (low <= high) return;
  const [flag, other, its, theirs] =
    max === undefined ? ['min', 'max', low, high] : ['max', 'min', high, low];
  throw new Failure(
    'refused',
    `--${flag} ${its} is ${flag === 'min' ? 'above' : 'below'} the service's ${other} of ${theirs}`,
    {
      hint: `give --${other} as well, as in --${other} ${its}`,
    },
  );
}
