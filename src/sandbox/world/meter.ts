import type { Dimension, StandardUnit } from '@aws-sdk/client-cloudwatch';
import type { Datum } from '../services/cloudwatch/datum.ts';
import { openSeries, type Series } from '../services/cloudwatch/series.ts';
import type { Region } from './region.ts';

/** Writes the metrics of one namespace about one thing: a service, a target group, a queue. */
export class Meter {
  readonly #region: Region;
  readonly #namespace: string;
  readonly #dimensions: Dimension[];
  readonly #series = new Map<string, Series>();

  constructor(region: Region, namespace: string, dimensions: Dimension[]) {
    this.#region = region;
    this.#namespace = namespace;
    this.#dimensions = dimensions;
  }

  write(name: string, unit: StandardUnit, datum: Datum): void {
    (this.#series.get(name) ?? this.#open(name, unit)).measure(datum);
  }

  #open(name: string, unit: StandardUnit): Series {
    const metric = { Namespace: this.#namespace, MetricName: name, Dimensions: this.#dimensions };
    const series = openSeries(this.#region, metric, unit);
    this.#series.set(name, series);
    return series;
  }
}

const meters = new WeakMap<object, Map<string, Meter>>();

/**
 * The meter of a thing in a namespace, made at the first time: a week of history asks for it ten thousand
 * times.
 */
export function meterOf(
  thing: object,
  region: Region,
  namespace: string,
  dimensions: () => Dimension[],
): Meter {
  const known = meters.get(thing) ?? new Map<string, Meter>();
  meters.set(thing, known);
  const meter = known.get(namespace) ?? new Meter(region, namespace, dimensions());
  known.set(namespace, meter);
  return meter;
}
