import type { Kept, Step } from '../../plan/plan.ts';

/** Steps of a removal, and what it deliberately leaves. */
export interface Part {
  readonly steps: readonly Step[];
  readonly kept: readonly Kept[];
}

export const noPart: Part = { steps: [], kept: [] };
