import type { Dimension, Metric, StandardUnit } from '@aws-sdk/client-cloudwatch';
import type { Region } from '../../world/region.ts';
import { Columns } from './columns.ts';
import type { Datum } from './datum.ts';

/** One-minute data are kept for so long, as CloudWatch keeps them at that resolution. */
const KEPT_MS = 15 * 24 * 3600 * 1000;
/** Forgetting a day's worth of data at once keeps each addition cheap. */
const FORGOTTEN_AT_ONCE = 1440;

/** One metric with one set of dimensions, its data in the order of time. */
export class Series {
  readonly metric: Metric;
  readonly unit: StandardUnit;
  readonly #columns = new Columns();

  constructor(metric: Metric, unit: StandardUnit) {
    this.metric = metric;
    this.unit = unit;
  }

  get length(): number {
    return this.#columns.length;
  }

  /** When it was measured last, in milliseconds; -Infinity for never. */
  get lastTime(): number {
    return this.length === 0 ? Number.NEGATIVE_INFINITY : this.#columns.timeAt(this.length - 1);
  }

  /** Adds a datum in its place in time; what is older than fifteen days is forgotten. */
  measure(datum: Datum): void {
    const place = this.lastTime <= datum.time ? this.length : this.#firstFrom(datum.time + 1);
    this.#columns.insert(place, datum);
    if (this.#columns.timeAt(0) > datum.time - KEPT_MS) return;
    const old = this.#firstFrom(datum.time - KEPT_MS);
    if (old > FORGOTTEN_AT_ONCE) this.#columns.dropFirst(old);
  }

  /** The data measured in [from, to), in milliseconds. */
  between(from: number, to: number): Datum[] {
    const data: Datum[] = [];
    const end = this.#firstFrom(to);
    for (let index = this.#firstFrom(from); index < end; index += 1) data.push(this.#columns.datumAt(index));
    return data;
  }

  /** The index of the first datum at `time` or after it. */
  #firstFrom(time: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#columns.timeAt(middle) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const keys = new WeakMap<Metric, string>();

/**
 * The name of a metric as the key of a map: the order of dimensions does not matter. Remembered by object,
 * since an
 * alarm asks for its own again every minute; a metric that was once named is not to be changed.
 */
export function seriesKey(metric: Metric): string {
  const known = keys.get(metric);
  if (known !== undefined) return known;
  const { Namespace, MetricName, Dimensions } = metric;
  const dimensions = (Dimensions ?? []).map(({ Name, Value }) => `${Name}=${Value}`).sort();
  const key = [Namespace, MetricName, ...dimensions].join('\n');
  keys.set(metric, key);
  return key;
}

export function seriesOf(region: Region, metric: Metric): Series | undefined {
  return region.cloudwatch.series.get(seriesKey(metric));
}

/** The series of a metric, begun now where nothing was measured yet. */
export function openSeries(region: Region, metric: Metric, unit: StandardUnit): Series {
  const key = seriesKey(metric);
  const known = region.cloudwatch.series.get(key);
  if (known) return known;
  const { Namespace, MetricName, Dimensions = [] } = metric;
  const series = new Series({ Namespace, MetricName, Dimensions: ownCopy(Dimensions) }, unit);
  region.cloudwatch.series.set(key, series);
  return series;
}

function ownCopy(dimensions: readonly Dimension[]): Dimension[] {
  return dimensions.map(({ Name, Value }) => ({ Name, Value }));
}
