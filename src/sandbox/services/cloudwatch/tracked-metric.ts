import type {
  Dimension,
  MetricDataQuery,
  MetricStat,
  PutMetricAlarmInput,
  StandardUnit,
  Statistic,
} from '@aws-sdk/client-cloudwatch';
import { loadBalancerDimensions } from '../metric-names.ts';

/** A metric the way an alarm names it. */
export type TrackedMetric = Partial<PutMetricAlarmInput>;

const MINUTE = 60;

/** A customized metric, as both kinds of Auto Scaling take it; only that of EC2 has periods in its metric math. */
interface CustomMetric {
  readonly Namespace?: string | undefined;
  readonly MetricName?: string | undefined;
  readonly Dimensions?: Dimension[] | undefined;
  readonly Statistic?: Statistic | undefined;
  readonly Unit?: string | undefined;
  readonly Period?: number | undefined;
  readonly Metrics?: readonly CustomQuery[] | undefined;
}

interface CustomQuery {
  readonly Id: string | undefined;
  readonly Expression?: string | undefined;
  readonly Label?: string | undefined;
  readonly ReturnData?: boolean | undefined;
  readonly Period?: number | undefined;
  readonly MetricStat?:
    | {
        readonly Metric: MetricStat['Metric'];
        readonly Stat: string | undefined;
        readonly Unit?: string | undefined;
        readonly Period?: number | undefined;
      }
    | undefined;
}

/** A customized metric for an alarm, which looks at whole minutes where nothing else is said. */
export function customMetric(custom: CustomMetric): TrackedMetric {
  if (custom.Metrics?.length) return { Metrics: custom.Metrics.map(queryOf) };
  return {
    Namespace: custom.Namespace,
    MetricName: custom.MetricName,
    Dimensions: custom.Dimensions,
    Statistic: custom.Statistic,
    Unit: custom.Unit as StandardUnit | undefined,
    Period: custom.Period ?? MINUTE,
  };
}

/** The requests that a target gets in a minute: `app/…`, `targetgroup/…`. */
export function requestsPerTarget(names: { loadBalancer: string; targetGroup: string }): TrackedMetric {
  return {
    Namespace: 'AWS/ApplicationELB',
    MetricName: 'RequestCountPerTarget',
    Dimensions: loadBalancerDimensions(names),
    Statistic: 'Sum',
    Period: MINUTE,
  };
}

function queryOf({ MetricStat, ...query }: CustomQuery): MetricDataQuery {
  if (!MetricStat) return query;
  const { Unit, Period = query.Period ?? MINUTE, ...stat } = MetricStat;
  return { ...query, MetricStat: { ...stat, Unit: Unit as StandardUnit | undefined, Period } };
}
