/** What a target tracking policy decides by. */
export interface Tracked {
  /** Tasks that ran when the metric was measured. */
  readonly running: number;
  /** The metric's last value; undefined when it has none. */
  readonly value: number | undefined;
  readonly target: number;
}

/** The least capacity at which the metric, shared among that many tasks, is not above its target. */
export function capacityOnTarget({ running, value, target }: Tracked): number | undefined {
  if (value === undefined) return undefined;
  // A queue's metric can be above its target while nothing runs; one task is the least that can change that.
  return Math.ceil((Math.max(running, 1) * value) / target - 1e-9);
}

/** The next capacity on the way down to `goal`: a tenth of the tasks at a time, one at the least. */
export function stepDown(current: number, goal: number): number {
  return Math.max(goal, current - Math.max(1, Math.floor(current / 10)));
}
