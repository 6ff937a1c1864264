import type {
  DimensionFilter,
  ListMetricsCommandInput,
  ListMetricsCommandOutput,
  MetricDatum,
  PutMetricDataCommandInput,
  PutMetricDataCommandOutput,
} from '@aws-sdk/client-cloudwatch';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { page } from '../paging.ts';
import { type Datum, distribution, samples } from './datum.ts';
import { openSeries, type Series } from './series.ts';

const MOST_DATA = 1000;
const PAGE = 500;
const THREE_HOURS_MS = 3 * 3600 * 1000;

export function PutMetricData(
  input: PutMetricDataCommandInput,
  { region, now }: Call,
): Answer<PutMetricDataCommandOutput> {
  const { Namespace = '', MetricData: data = [] } = input;
  if (/^AWS\//.test(Namespace)) {
    throw new AwsError('InvalidParameterValue', 'The value AWS/ for parameter Namespace is invalid.');
  }
  if (data.length > MOST_DATA)
    throw new AwsError('LimitExceeded', `MetricData cannot have more than ${MOST_DATA} elements.`);
  const measured = data.map((datum): [MetricDatum, Datum] => [datum, datumOf(datum, now)]);
  for (const [{ MetricName, Dimensions, Unit = 'None' }, datum] of measured) {
    openSeries(region, { Namespace, MetricName, Dimensions }, Unit).measure(datum);
  }
  return {};
}

/** The metrics that something was ever measured of; with RecentlyActive those of the last three hours. */
export function ListMetrics(
  input: ListMetricsCommandInput,
  { region, now }: Call,
): Answer<ListMetricsCommandOutput> {
  const wanted = [...region.cloudwatch.series.values()]
    .filter(({ metric }) => !input.Namespace || metric.Namespace === input.Namespace)
    .filter(({ metric }) => !input.MetricName || metric.MetricName === input.MetricName)
    .filter((series) => (input.Dimensions ?? []).every((filter) => hasDimension(series, filter)))
    .filter(({ lastTime }) => !input.RecentlyActive || now.getTime() - lastTime <= THREE_HOURS_MS);
  const invalidToken = new AwsError('InvalidNextToken', 'The next token specified is invalid.');
  const { items, nextToken } = page(wanted, input.NextToken, PAGE, invalidToken);
  return {
    Metrics: items.map(({ metric }) => metric),
    NextToken: nextToken,
  };
}

function datumOf(datum: MetricDatum, now: Date): Datum {
  const { Value, Values, Counts, StatisticValues: set, Timestamp = now, StorageResolution } = datum;
  // What is not of high resolution counts for the minute that it falls into.
  const length = StorageResolution === 1 ? 1000 : 60_000;
  const time = Math.floor(Timestamp.getTime() / length) * length;
  if (Values?.length) return distribution(time, Values, Counts ?? Values.map(() => 1));
  if (set) {
    const { SampleCount = 0, Sum = 0, Minimum = 0, Maximum = 0 } = set;
    return { time, count: SampleCount, sum: Sum, min: Minimum, max: Maximum };
  }
  if (Value !== undefined) return samples(time, Value);
  const message = `At least one of Value, Values and StatisticValues must be given for ${datum.MetricName}.`;
  throw new AwsError('MissingParameter', message);
}

function hasDimension({ metric }: Series, { Name, Value }: DimensionFilter): boolean {
  return (metric.Dimensions ?? []).some(
    (own) => own.Name === Name && (Value === undefined || own.Value === Value),
  );
}
