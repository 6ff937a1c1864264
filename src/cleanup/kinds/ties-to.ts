import type { Tie } from '../thing.ts';

/** The same tie to each of these things of one kind, once to each; what is undefined or empty is left out. */
export function tiesTo(kind: string, ids: readonly (string | undefined)[], tie: Omit<Tie, 'to'>): Tie[] {
  const known = new Set(ids.filter((id): id is string => id !== undefined && id !== ''));
  return [...known].map((id) => ({ to: { kind, id }, ...tie }));
}
