import type { World } from '../world/world.ts';

/** A realistic estate to practise on. */
export interface Scenario {
  readonly name: string;
  /** One line: what there is, and what could be wanted of it. */
  readonly story: string;
  /** Puts the estate into an empty world, with its past lived through up to the clock's now. */
  build(world: World, region?: string): void;
}
