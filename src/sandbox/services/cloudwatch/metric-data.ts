import type {
  GetMetricDataCommandInput,
  GetMetricDataCommandOutput,
  GetMetricStatisticsCommandInput,
  GetMetricStatisticsCommandOutput,
  MetricDataQuery,
  MetricDataResult,
  StandardUnit,
} from '@aws-sdk/client-cloudwatch';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { page } from '../paging.ts';
import { isMany } from './math/value.ts';
import {
  checkQueries,
  type Points,
  periodOf,
  pointsOf,
  queriedValue,
  type Span,
  validation,
} from './query.ts';
import { seriesOf } from './series.ts';
import { statisticNamed } from './statistics.ts';

const MOST_QUERIES = 500;
const MOST_POINTS = 100_800;
const MOST_STATISTICS_POINTS = 1440;

export function GetMetricData(
  input: GetMetricDataCommandInput,
  { region }: Call,
): Answer<GetMetricDataCommandOutput> {
  const queries = input.MetricDataQueries ?? [];
  if (queries.length > MOST_QUERIES)
    throw validation(`MetricDataQueries cannot have more than ${MOST_QUERIES} elements`);
  checkQueries(queries);
  const results = queries
    .filter(({ ReturnData }) => ReturnData !== false)
    .flatMap((query) => {
      const span = spanOf(input, periodOf(queries, query.Id ?? ''));
      const value = queriedValue(region, queries, query.Id ?? '', span);
      if (typeof value === 'number') return [result(query, new Map([[span.from, value]]), input)];
      return (isMany(value) ? value : [value]).map((points) => result(query, points, input));
    });
  return paged(results, input);
}

export function GetMetricStatistics(
  input: GetMetricStatisticsCommandInput,
  { region }: Call,
): Answer<GetMetricStatisticsCommandOutput> {
  const { Period = 60, Statistics = [], ExtendedStatistics = [], Unit, ...metric } = input;
  if (Statistics.length + ExtendedStatistics.length === 0) {
    throw new AwsError('MissingParameter', 'Must specify either Statistics or ExtendedStatistics');
  }
  const span = spanOf(input, Period);
  if ((span.to - span.from) / (Period * 1000) > MOST_STATISTICS_POINTS) {
    const message = `You have requested more than ${MOST_STATISTICS_POINTS} datapoints.`;
    throw new AwsError('InvalidParameterCombination', message);
  }
  const rows = new Map<number, Record<string, number>>();
  for (const Stat of [...Statistics, ...ExtendedStatistics]) {
    for (const [time, value] of pointsOf(region, { Metric: metric, Period, Stat, Unit }, span)) {
      rows.set(time, { ...rows.get(time), [Stat]: value });
    }
  }
  const unit = Unit ?? seriesOf(region, metric)?.unit;
  return {
    Label: input.MetricName,
    Datapoints: [...rows].map(([time, values]) => datapoint(time, values, ExtendedStatistics, unit)),
  };
}

/** The stretch asked for, its start brought back to a whole period, as CloudWatch aligns its answers. */
function spanOf({ StartTime, EndTime }: { StartTime?: Date; EndTime?: Date }, period: number): Span {
  const [from, to] = [StartTime?.getTime() ?? 0, EndTime?.getTime() ?? 0];
  if (from >= to) throw validation('The parameter StartTime must be less than the parameter EndTime.');
  const length = period * 1000;
  return { from: Math.floor(from / length) * length, to };
}

function result(
  query: MetricDataQuery,
  points: Points,
  { ScanBy }: GetMetricDataCommandInput,
): MetricDataResult {
  const sorted = [...points].sort(([one], [other]) =>
    ScanBy === 'TimestampAscending' ? one - other : other - one,
  );
  return {
    Id: query.Id,
    Label: query.Label ?? query.MetricStat?.Metric?.MetricName ?? query.Id,
    Timestamps: sorted.map(([time]) => new Date(time)),
    Values: sorted.map(([, value]) => value),
    StatusCode: 'Complete',
  };
}

/**
 * Pages go over the points of all results: each holds a part of every one, which the client has to join by
 * Id.
 */
function paged(
  results: MetricDataResult[],
  input: GetMetricDataCommandInput,
): Answer<GetMetricDataCommandOutput> {
  const most = Math.min(input.MaxDatapoints ?? MOST_POINTS, MOST_POINTS);
  const flat = results.flatMap((one, index) =>
    (one.Values ?? []).map((value, at) => ({ index, value, time: one.Timestamps?.[at] ?? new Date(0) })),
  );
  const invalidToken = new AwsError('InvalidNextToken', 'The next token specified is invalid.');
  const { items, nextToken } = page(flat, input.NextToken, most, invalidToken);
  const parts = results.map((one, index): MetricDataResult => {
    const own = items.filter((point) => point.index === index);
    const whole = own.length === (one.Values?.length ?? 0);
    return {
      ...one,
      Timestamps: own.map(({ time }) => time),
      Values: own.map(({ value }) => value),
      StatusCode: whole || !nextToken ? 'Complete' : 'PartialData',
    };
  });
  return { MetricDataResults: parts, NextToken: nextToken, Messages: [] };
}

function datapoint(
  time: number,
  values: Record<string, number>,
  extended: readonly string[],
  Unit: StandardUnit | undefined,
) {
  const percentiles = Object.entries(values).filter(([name]) => extended.includes(name));
  const plain = Object.entries(values).filter(([name]) => !extended.includes(name) && statisticNamed(name));
  return {
    Timestamp: new Date(time),
    Unit,
    ...Object.fromEntries(plain),
    ...(percentiles.length > 0 ? { ExtendedStatistics: Object.fromEntries(percentiles) } : {}),
  };
}
