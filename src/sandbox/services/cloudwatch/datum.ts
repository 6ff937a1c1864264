/**
 * What was measured at one instant: its samples summed up, and single values where percentiles are to be
 * exact.
 */
export interface Datum {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly spread?: Spread;
}

/** The values of a datum, each with how many samples had it. */
export interface Spread {
  readonly values: readonly number[];
  readonly counts: readonly number[];
}

/** So many equal samples. */
export function samples(time: number, value: number, count = 1): Datum {
  return { time, count, sum: value * count, min: value, max: value };
}

/** Samples of several values, each with how often it was measured. */
export function distribution(time: number, values: readonly number[], counts: readonly number[]): Datum {
  let sum = 0;
  let count = 0;
  for (let index = 0; index < values.length; index += 1) {
    const weight = counts[index] ?? 1;
    count += weight;
    sum += (values[index] ?? 0) * weight;
  }
  return { time, count, sum, min: Math.min(...values), max: Math.max(...values), spread: { values, counts } };
}
