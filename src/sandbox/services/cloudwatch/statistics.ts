import type { Datum } from './datum.ts';

/** Sums some data up to one number; undefined when there are none. */
export type Statistic = (data: readonly Datum[]) => number | undefined;

const simple: Readonly<Record<string, (data: readonly Datum[]) => number>> = {
  SampleCount: (data) => total(data, 'count'),
  Sum: (data) => total(data, 'sum'),
  Average: (data) => total(data, 'sum') / total(data, 'count'),
  Minimum: (data) => data.reduce((least, { min }) => Math.min(least, min), Number.POSITIVE_INFINITY),
  Maximum: (data) => data.reduce((most, { max }) => Math.max(most, max), Number.NEGATIVE_INFINITY),
};

/**
 * The statistic of that name (`Average`, `Sum`, …, `p99`, `p99.9`, `tm90`), or undefined where CloudWatch
 * has none such.
 */
export function statisticNamed(name: string): Statistic | undefined {
  const plain = Object.hasOwn(simple, name) ? simple[name] : undefined;
  if (plain) return (data) => (data.length === 0 ? undefined : plain(data));
  const [, kind, percent] = /^(p|tm)(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(name) ?? [];
  if (kind === undefined) return undefined;
  const share = Number(percent) / 100;
  return kind === 'p' ? (data) => percentile(data, share) : (data) => trimmedMean(data, share);
}

function total(data: readonly Datum[], member: 'count' | 'sum'): number {
  let sum = 0;
  for (const datum of data) sum += datum[member];
  return sum;
}

/** The value below which that share of the samples lies, read along the line between neighbouring values. */
function percentile(data: readonly Datum[], share: number): number | undefined {
  const sorted = weighted(data);
  const rank = share * total(data, 'count');
  let passed = 0;
  let previous: number | undefined;
  for (const [value, weight] of sorted) {
    if (passed + weight >= rank) {
      if (previous === undefined) return value;
      return previous + (value - previous) * ((rank - passed) / weight);
    }
    passed += weight;
    previous = value;
  }
  return previous;
}

function trimmedMean(data: readonly Datum[], share: number): number | undefined {
  let room = share * total(data, 'count');
  let sum = 0;
  let taken = 0;
  for (const [value, weight] of weighted(data)) {
    const part = Math.min(room, weight);
    sum += value * part;
    taken += part;
    room -= part;
  }
  return taken > 0 ? sum / taken : undefined;
}

/** Values with their weights, the smallest first. */
function weighted(data: readonly Datum[]): [value: number, weight: number][] {
  const pairs: [number, number][] = [];
  for (const datum of data) {
    const { spread } = datum;
    if (!spread) pairs.push(...likely(datum));
    else spread.values.forEach((value, index) => void pairs.push([value, spread.counts[index] ?? 1]));
  }
  return pairs.sort(([one], [other]) => one - other);
}

/**
 * What the samples were of which only the sum and the extremes are known: these two, and the others between
 * them.
 */
function likely({ count, sum, min, max }: Datum): [value: number, weight: number][] {
  if (count < 2 || min === max) return [[sum / count, count]];
  if (count < 3)
    return [
      [min, 1],
      [max, count - 1],
    ];
  return [
    [min, 1],
    [(sum - min - max) / (count - 2), count - 2],
    [max, 1],
  ];
}
