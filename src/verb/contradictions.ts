import { usage } from '../failure.ts';

/**
 * Refuses two flags that say opposite things, each given as it is typed or as false where it is not.
 * @throws a usage failure where both are given.
 */
export function refuseBoth(one: string | false, other: string | false): void {
  if (one && other) throw usage(`${one} and ${other} contradict each other`, 'leave one of them out');
}

/**
 * Refuses bounds of scaling that nothing is within.
 * @throws a usage failure where both are given and the lower one is above the upper one.
 */
export function refuseCrossedBounds({ min, max }: { readonly min?: number; readonly max?: number }): void {
  if (min === undefined || max === undefined || min <= max) return;
  throw usage(
    `--min ${min} is more than --max ${max}`,
    'give bounds with min ≤ max, such as --min 2 --max 10',
  );
}
