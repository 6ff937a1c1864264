/** A vertical axis: round values at even distances, and a row for every value between them. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  /** Rows from the lowest tick to the highest, both included. */
  readonly rows: number;
  /** Rows from one tick to the next. */
  readonly rowsPerTick: number;
  readonly ticks: readonly number[];
}

const roundSteps = [1, 2, 2.5, 5, 10];
const fewestRowsPerTick = 2;
/** A value this part of a step beyond a tick still counts as on it. */
const tolerance = 1e-9;
/** Below this, values are zero to a reader. */
const smallestSize = 1e-9;

/** The smallest round step that is not below `least`. */
function roundStep(least: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(least));
  const step = roundSteps.find((candidate) => candidate * magnitude >= least * (1 - tolerance)) ?? 10;
  return step * magnitude;
}

/** From zero, unless the values lie close together and far from it: then their own band shows more. */
function rangeOf(values: readonly number[]): [low: number, high: number] {
  const least = values.reduce((one, other) => Math.min(one, other));
  const most = values.reduce((one, other) => Math.max(one, other));
  const spread = most - least;
  const size = Math.max(Math.abs(least), Math.abs(most));
  if (size < smallestSize) return [0, 1];
  // Values that differ by no more than what counting them in floating point costs are one value.
  if (spread < size / 4 && spread > size * 1e-9) return [least, most];
  return [Math.min(0, least), Math.max(0, most)];
}

/** A scale over `values`, of which there is at least one, in at most `height` rows, of which there are at least three. */
export function scaleFor(values: readonly number[], height: number): Scale {
  const [least, most] = rangeOf(values);
  const { step, first, intervals } = stepsBetween(least, most, Math.floor((height - 1) / fewestRowsPerTick));
  const rowsPerTick = Math.max(1, Math.floor((height - 1) / intervals));
  return {
    low: first * step,
    high: (first + intervals) * step,
    rows: intervals * rowsPerTick + 1,
    rowsPerTick,
    ticks: Array.from({ length: intervals + 1 }, (_, index) => withoutNoise((first + index) * step)),
  };
}

/** The smallest round step of which at most `mostIntervals` hold the range; `first` is the lowest tick in steps. */
function stepsBetween(low: number, high: number, mostIntervals: number) {
  let step = roundStep((high - low) / mostIntervals);
  for (;;) {
    const first = Math.floor(low / step + tolerance);
    const intervals = Math.max(1, Math.ceil(high / step - tolerance) - first);
    if (intervals <= mostIntervals) return { step, first, intervals };
    step = roundStep(step * 1.01);
  }
}

/** 0.30000000000000004 is 0.3 to a reader. */
function withoutNoise(value: number): number {
  return Number(value.toPrecision(12));
}

/** The row of a value, counted from the lowest, 0. */
export function rowOf(value: number, { low, high, rows }: Scale): number {
  const row = Math.round(((value - low) / (high - low)) * (rows - 1));
  return Math.min(rows - 1, Math.max(0, row));
}
