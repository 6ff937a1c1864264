import type {
  CustomizedMetricSpecification,
  PredefinedMetricSpecification,
  TargetTrackingMetricDataQuery,
} from '@aws-sdk/client-application-auto-scaling';
import type { MetricDataQuery, PutMetricAlarmInput, StandardUnit } from '@aws-sdk/client-cloudwatch';
import type { Region } from '../../world/region.ts';
import { dropAlarm, saveAlarm } from '../cloudwatch/alarm-store.ts';
import { loadBalancerDimensions, serviceDimensions } from '../metric-names.ts';
import type { Policy, Target } from './state.ts';
import { labelParts } from './tracking-config.ts';

/** Below this share of the target a policy wants to scale in. */
const LOW_SHARE = 0.9;

/** Makes, or brings up to date, the two alarms by which a target tracking policy watches its metric. */
export function keepTrackingAlarms(region: Region, target: Target, policy: Policy, now: Date): void {
  const configuration = policy.about.TargetTrackingScalingPolicyConfiguration;
  if (!configuration) return;
  const { TargetValue = 0, DisableScaleIn } = configuration;
  const name = (kind: string) =>
    `TargetTracking-${target.about.ResourceId}-Alarm${kind}-${region.ids.uuid()}`;
  const high = policy.alarms?.high ?? name('High');
  if (DisableScaleIn && policy.alarms?.low) dropAlarm(region, policy.alarms.low, now);
  const low = DisableScaleIn ? undefined : (policy.alarms?.low ?? name('Low'));
  policy.alarms = { high, low };
  const watched: Watched = { region, target, policy, now };
  watch(watched, {
    AlarmName: high,
    Threshold: TargetValue,
    EvaluationPeriods: 3,
    ComparisonOperator: 'GreaterThanThreshold',
  });
  if (!low) return;
  const Threshold = TargetValue * LOW_SHARE;
  watch(watched, {
    AlarmName: low,
    Threshold,
    EvaluationPeriods: 15,
    ComparisonOperator: 'LessThanThreshold',
  });
}

interface Watched {
  readonly region: Region;
  readonly target: Target;
  readonly policy: Policy;
  readonly now: Date;
}

function watch({ region, target, policy, now }: Watched, alarm: Omit<PutMetricAlarmInput, 'Metrics'>): void {
  const arn = policy.about.PolicyARN;
  saveAlarm(
    region,
    {
      ...alarm,
      ...metricOf(target, policy),
      AlarmDescription: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${arn}.`,
      AlarmActions: [arn],
    },
    now,
  );
}

type AlarmMetric = Partial<PutMetricAlarmInput>;

/** The metric that the policy tracks, the way an alarm names it. */
function metricOf({ about: { ResourceId } }: Target, policy: Policy): AlarmMetric {
  const configuration = policy.about.TargetTrackingScalingPolicyConfiguration;
  const custom = configuration?.CustomizedMetricSpecification;
  if (custom)
    return custom.Metrics?.length ? { Metrics: custom.Metrics.map(withPeriod) } : customized(custom);
  return predefined(ResourceId, configuration?.PredefinedMetricSpecification);
}

function predefined(
  resourceId: string,
  specification: PredefinedMetricSpecification | undefined,
): AlarmMetric {
  const type = specification?.PredefinedMetricType ?? '';
  if (type === 'ALBRequestCountPerTarget') {
    const { loadBalancer = '', targetGroup = '' } = labelParts(specification?.ResourceLabel ?? '') ?? {};
    return {
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'RequestCountPerTarget',
      Dimensions: loadBalancerDimensions({ loadBalancer, targetGroup }),
      Statistic: 'Sum',
      Period: 60,
    };
  }
  const [, cluster = '', service = ''] = resourceId.split('/');
  return {
    Namespace: 'AWS/ECS',
    MetricName: type.includes('CPU') ? 'CPUUtilization' : 'MemoryUtilization',
    Dimensions: serviceDimensions({ cluster, service }),
    Statistic: 'Average',
    Period: type.endsWith('HighResolution') ? 20 : 60,
    Unit: 'Percent',
  };
}

function customized(custom: CustomizedMetricSpecification): AlarmMetric {
  return {
    Namespace: custom.Namespace,
    MetricName: custom.MetricName,
    Dimensions: custom.Dimensions,
    Statistic: custom.Statistic,
    Unit: custom.Unit as StandardUnit | undefined,
    Period: 60,
  };
}

/** Application Auto Scaling has no periods in its metric math: its alarms look at whole minutes. */
function withPeriod({ MetricStat, ...query }: TargetTrackingMetricDataQuery): MetricDataQuery {
  if (!MetricStat) return query;
  const { Unit, ...stat } = MetricStat;
  return { ...query, MetricStat: { ...stat, Unit: Unit as StandardUnit | undefined, Period: 60 } };
}
