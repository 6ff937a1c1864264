import { CloudWatchClient, type MetricDataResult, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import type { Aws } from '../../aws/aws.ts';
import { collect } from '../../aws/pages.ts';
import type { MetricPoint } from './found.ts';
import { type AskedMetric, joinQueries } from './metric-queries.ts';

const minute = 60_000;

export interface Span {
  readonly since: Date;
  readonly at: Date;
}

/**
 * The values of several metrics by their keys, in one request (and its further pages), the oldest first. The minute
 * that has not ended yet is left out: its sum would look like a fall.
 */
export async function readMetrics(
  aws: Aws,
  asked: readonly AskedMetric[],
  span: Span,
): Promise<Map<string, MetricPoint[]>> {
  const { queries, keys } = joinQueries(asked.filter((metric) => metric.queries.length > 0));
  if (queries.length === 0) return new Map();
  const pages = paginateGetMetricData(
    { client: aws.client(CloudWatchClient) },
    {
      MetricDataQueries: [...queries],
      StartTime: startOfMinute(span.since),
      EndTime: startOfMinute(span.at),
      ScanBy: 'TimestampAscending',
    },
  );
  const results = await collect(pages, ({ MetricDataResults }) => MetricDataResults);
  return joinResults(results, keys);
}

function startOfMinute(at: Date): Date {
  return new Date(Math.floor(at.getTime() / minute) * minute);
}

/** A metric's values may be spread over several pages. */
function joinResults(
  results: readonly MetricDataResult[],
  keys: ReadonlyMap<string, string>,
): Map<string, MetricPoint[]> {
  const points = new Map([...keys.values()].map((key): [string, MetricPoint[]] => [key, []]));
  for (const { Id = '', Timestamps = [], Values = [] } of results) {
    const own = points.get(keys.get(Id) ?? '');
    Timestamps.forEach((at, index) => {
      const value = Values[index];
      if (value !== undefined) own?.push({ at, value });
    });
  }
  return points;
}
