import { countIds } from './compact-ids.ts';
import type { Step } from './plan.ts';

/** Steps that are shown as one: those of a series, or a single one. */
export interface Group {
  /** Undefined for a single step. */
  readonly series: string | undefined;
  readonly steps: readonly Step[];
}

/** The steps with those of one series together, where its first one stands. */
export function groupSteps(steps: readonly Step[]): Group[] {
  const groups = new Map<unknown, { series: string | undefined; steps: Step[] }>();
  for (const step of steps) {
    const key = step.series ?? step;
    const known = groups.get(key);
    if (known) known.steps.push(step);
    else groups.set(key, { series: step.series, steps: [step] });
  }
  return [...groups.values()];
}

/** How many things the step is about: of bulk work, one call may take several. */
export function thingsOf({ series, resource }: Step): number {
  return series === undefined ? 1 : countIds(resource.id);
}

/** What is done to the step's resource, in one word: of a series, the one that it begins with. */
export function verbOf({ series, action }: Step): string {
  return series?.split(' ')[0] ?? action;
}

/** How many of each, the most frequent first. */
export function tally(words: readonly string[]): [word: string, count: number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}
