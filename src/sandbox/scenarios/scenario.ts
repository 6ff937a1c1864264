import type { World } from '../world/world.ts';

/** How large an estate is to be, by the names of `Scenario.sizes`. */
export type Sizes = Readonly<Record<string, number>>;

/** How many there are of something where nobody says, and between which numbers that may be set. */
export interface Size {
  readonly usually: number;
  readonly least: number;
  readonly most: number;
}

/** A realistic estate to practise on. */
export interface Scenario {
  readonly name: string;
  /** One line: what there is, and what could be wanted of it. */
  readonly story: string;
  /** The command line to type first. */
  readonly begin: string;
  /** What may be set behind the name: `large:revisions=200`. */
  readonly sizes?: Readonly<Record<string, Size>>;
  /** Puts the estate into an empty world, with its past lived through up to the clock's now. */
  build(world: World, region?: string, sizes?: Sizes): void;
}
