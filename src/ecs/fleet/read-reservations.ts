import { CloudWatchClient, type MetricDataQuery, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import type { Aws } from '../../aws/aws.ts';
import { collect } from '../../aws/pages.ts';
import type { ReservationPoint } from './found.ts';

/** Milliseconds that are looked at: the alarm that takes instances away needs fifteen minutes of them. */
const span = 20 * 60_000;

/**
 * CapacityProviderReservation of these providers in the cluster, a value a minute, the oldest first.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-auto-scaling.html
 */
export async function readReservations(
  aws: Aws,
  cluster: string,
  providers: readonly string[],
): Promise<Map<string, ReservationPoint[]>> {
  const points = new Map(providers.map((name): [string, ReservationPoint[]] => [name, []]));
  if (providers.length === 0) return points;
  const at = aws.now();
  const pages = paginateGetMetricData(
    { client: aws.client(CloudWatchClient) },
    {
      MetricDataQueries: providers.map((name, index) => queryOf(cluster, name, index)),
      StartTime: new Date(at.getTime() - span),
      EndTime: new Date(at.getTime() + 60_000),
      ScanBy: 'TimestampAscending',
    },
  );
  const results = await collect(pages, ({ MetricDataResults }) => MetricDataResults);
  for (const { Id = '', Timestamps = [], Values = [] } of results) {
    const own = points.get(providers[Number(Id.slice(1))] ?? '');
    Timestamps.forEach((time, index) => {
      const percent = Values[index];
      if (percent !== undefined) own?.push({ at: time, percent });
    });
  }
  return points;
}

function queryOf(cluster: string, provider: string, index: number): MetricDataQuery {
  return {
    Id: `p${index}`,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/ECS/ManagedScaling',
        MetricName: 'CapacityProviderReservation',
        Dimensions: [
          { Name: 'ClusterName', Value: cluster },
          { Name: 'CapacityProviderName', Value: provider },
        ],
      },
      Period: 60,
      Stat: 'Average',
    },
  };
}
