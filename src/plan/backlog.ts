import { followersOf, isFreed } from './order.ts';
import type { Step } from './plan.ts';

/** Steps that are ready, and how many of the lane are under way. */
interface Lane {
  readonly ready: Step[];
  underWay: number;
}

/**
 * The steps that have not begun: which may, and which never will. What a step costs here does not depend on how many
 * there are.
 */
export class Backlog {
  readonly #concurrency: number;
  /** In the plan's order. */
  readonly #left: Map<string, Step>;
  readonly #followers: ReadonlyMap<string, readonly Step[]>;
  /** The id of a step → how many steps it still waits for. */
  readonly #open: Map<string, number>;
  readonly #lanes = new Map<string, Lane>();

  /** @param concurrency the steps of one lane that may be under way at once. */
  constructor(steps: readonly Step[], concurrency: number) {
    this.#concurrency = concurrency;
    this.#left = new Map(steps.map((step) => [step.id, step]));
    this.#followers = followersOf(steps);
    this.#open = new Map(steps.map(({ id, after }) => [id, new Set(after).size]));
    for (const step of steps) if (this.#open.get(step.id) === 0) this.#laneOf(step).ready.push(step);
  }

  /** The next step that may begin; it counts as under way from now on. */
  next(): Step | undefined {
    for (const lane of this.#lanes.values()) {
      while (lane.underWay < this.#concurrency && lane.ready.length > 0) {
        const step = lane.ready.shift();
        if (!step || !this.#left.delete(step.id)) continue;
        lane.underWay += 1;
        return step;
      }
    }
    return undefined;
  }

  /** The step is done: those that waited for it alone are ready. */
  done(step: Step): void {
    this.#laneOf(step).underWay -= 1;
    for (const follower of this.#followers.get(step.id) ?? []) {
      if (isFreed(follower.id, this.#open)) this.#laneOf(follower).ready.push(follower);
    }
  }

  /** The step has failed. Returns those that will not be tried because of it. */
  failed(step: Step): Step[] {
    this.#laneOf(step).underWay -= 1;
    return this.#without(this.#followers.get(step.id) ?? []);
  }

  /** Takes out the steps for which the test holds and what waits for them, and returns them. */
  giveUp(test: (step: Step) => boolean): Step[] {
    return this.#without([...this.#left.values()].filter(test));
  }

  #without(steps: readonly Step[]): Step[] {
    const lost: Step[] = [];
    const queue = [...steps];
    for (let step = queue.pop(); step; step = queue.pop()) {
      if (!this.#left.delete(step.id)) continue;
      lost.push(step);
      queue.push(...(this.#followers.get(step.id) ?? []));
    }
    return lost;
  }

  /**
   * The steps of series that make the same call draw from one request rate. They have places of their own, so that
   * thousands in line for their rate hold up nothing else.
   */
  #laneOf({ series, call }: Step): Lane {
    const name = series === undefined ? '' : `${call.service}:${call.operation}`;
    const known = this.#lanes.get(name);
    if (known) return known;
    const lane: Lane = { ready: [], underWay: 0 };
    this.#lanes.set(name, lane);
    return lane;
  }
}
