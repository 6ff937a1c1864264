import type { World } from '../world/world.ts';

/** One thing that happens on the tour. */
export type TourStep =
  /** A sentence or two for the newcomer. */
  | { readonly kind: 'say'; readonly text: string }
  /** A command as it would be typed; the tour fails when it ends with another code than `exitCode`. */
  | { readonly kind: 'run'; readonly command: string; readonly exitCode?: number }
  /** Something befalls the estate, and `minutes` pass on its clock. */
  | {
      readonly kind: 'happen';
      readonly text: string;
      readonly minutes: number;
      readonly befall?: (world: World) => void;
    };

/** A job, told on an estate of its own. */
export interface Chapter {
  readonly title: string;
  readonly scenario: string;
  /** How many times as fast as the machine's the estate's clock runs. */
  readonly speed?: number;
  /** What its commands find in the folder in which they run: folders by their names, and in each of them files by their paths. */
  readonly folders?: Readonly<Record<string, ReadonlyMap<string, Uint8Array>>>;
  readonly steps: readonly TourStep[];
}

export const say = (text: string): TourStep => ({ kind: 'say', text });

export const run = (command: string, exitCode = 0): TourStep => ({ kind: 'run', command, exitCode });

export const happen = (text: string, minutes: number, befall?: (world: World) => void): TourStep => ({
  kind: 'happen',
  text,
  minutes,
  ...(befall && { befall }),
});
