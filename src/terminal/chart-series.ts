export interface Point {
  readonly at: Date;
  readonly value: number | undefined;
}

/** One value a column, from `from` (inclusive) to `to` (exclusive) in milliseconds of the epoch. */
export interface Series {
  readonly from: number;
  readonly to: number;
  readonly values: readonly (number | undefined)[];
}

interface Sample {
  readonly at: number;
  readonly value: number | undefined;
}

/** A point may be this much later than the usual distance before the line is broken. */
const patience = 1.5;

function samplesOf(points: readonly Point[]): Sample[] {
  return points
    .map(({ at, value }) => ({ at: at.getTime(), value: Number.isFinite(value) ? value : undefined }))
    .filter(({ at }) => Number.isFinite(at))
    .sort((one, other) => one.at - other.at);
}

/** The usual distance between points: CloudWatch leaves out periods in which nothing was measured. */
function usualDistance(samples: readonly Sample[]): number {
  const distances = samples.slice(1).map(({ at }, index) => at - (samples[index]?.at ?? at));
  const sorted = distances.filter((distance) => distance > 0).sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 60_000;
}

/**
 * Points spread over `columns`: the mean of those that share a column, the value still in force where a column has
 * none of its own, nothing where data is missing. A point's time is the start of its period, as CloudWatch has it.
 */
export function seriesOf(points: readonly Point[], columns: number): Series | undefined {
  const samples = samplesOf(points);
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || samples.every(({ value }) => value === undefined))
    return undefined;
  const distance = usualDistance(samples);
  const from = first.at;
  const to = last.at + distance;
  const columnOf = (at: number): number =>
    Math.min(columns - 1, Math.floor(((at - from) / (to - from)) * columns));
  const buckets: Sample[][] = Array.from({ length: columns }, () => []);
  for (const sample of samples) buckets[columnOf(sample.at)]?.push(sample);
  let inForce = first;
  const values = buckets.map((bucket, column) => {
    inForce = bucket.at(-1) ?? inForce;
    const middle = from + ((column + 0.5) / columns) * (to - from);
    if (bucket.length === 0) return middle - inForce.at < patience * distance ? inForce.value : undefined;
    return meanOf(bucket);
  });
  return { from, to, values };
}

function meanOf(samples: readonly Sample[]): number | undefined {
  const values = samples.flatMap(({ value }) => (value === undefined ? [] : [value]));
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value / values.length, 0);
}
