import type {
  CustomizedMetricSpecification,
  ScalingPolicy,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import type { MetricAlarm, MetricDataQuery, StandardUnit } from '@aws-sdk/client-cloudwatch';
import type { ServiceName } from '../../ecs/service-name.ts';
import { metricIdentity } from '../set/specification.ts';

/** Seconds: target tracking's alarms look at whole minutes, so the screen does. */
const period = 60;

/** What a policy watches: how it is spoken of, and the queries of CloudWatch that give its values. */
export interface PolicyMetric {
  readonly metric: string;
  /** `%`, or nothing. */
  readonly unit: string;
  /** Exactly one of them returns data. Empty where the metric is not known here. */
  readonly queries: readonly MetricDataQuery[];
}

/** The metric of a target-tracking policy. */
export function trackedMetric(
  configuration: TargetTrackingScalingPolicyConfiguration | undefined,
  service: ServiceName,
): PolicyMetric {
  const { PredefinedMetricSpecification: predefined, CustomizedMetricSpecification: custom } =
    configuration ?? {};
  if (custom) return customMetric(custom, configuration);
  const type: string = predefined?.PredefinedMetricType ?? 'a metric that is not named';
  if (type === 'ALBRequestCountPerTarget') return requestMetric(predefined?.ResourceLabel ?? '');
  const own = ownMetrics.find(({ types }) => types.includes(type));
  return own ? serviceMetric(own.name, service) : { metric: type, unit: '', queries: [] };
}

const ownMetrics = [
  {
    name: 'CPUUtilization',
    types: ['ECSServiceAverageCPUUtilization', 'ECSServiceAverageCPUUtilizationHighResolution'],
  },
  {
    name: 'MemoryUtilization',
    types: ['ECSServiceAverageMemoryUtilization', 'ECSServiceAverageMemoryUtilizationHighResolution'],
  },
];

const spokenNames = new Map([
  ['AWS/ECS CPUUtilization', 'CPU'],
  ['AWS/ECS MemoryUtilization', 'memory'],
  ['AWS/ApplicationELB RequestCountPerTarget', 'requests per target'],
]);

function serviceMetric(name: string, { cluster, service }: ServiceName): PolicyMetric {
  const dimensions = [
    { Name: 'ClusterName', Value: cluster },
    { Name: 'ServiceName', Value: service },
  ];
  return single({ Namespace: 'AWS/ECS', MetricName: name, Dimensions: dimensions, Statistic: 'Average' });
}

/** The label is `app/<balancer>/<id>/targetgroup/<group>/<id>`: the two dimensions, joined. */
function requestMetric(label: string): PolicyMetric {
  const [, balancer = '', group = ''] = /^(.*)\/(targetgroup\/.*)$/.exec(label) ?? [];
  return single({
    Namespace: 'AWS/ApplicationELB',
    MetricName: 'RequestCountPerTarget',
    Dimensions: [
      { Name: 'TargetGroup', Value: group },
      { Name: 'LoadBalancer', Value: balancer },
    ],
    Statistic: 'Sum',
  });
}

function customMetric(
  custom: CustomizedMetricSpecification,
  configuration: TargetTrackingScalingPolicyConfiguration | undefined,
): PolicyMetric {
  if (!custom.Metrics?.length) return single({ ...custom, Unit: custom.Unit as StandardUnit | undefined });
  const queries = custom.Metrics.map(({ MetricStat, ...query }): MetricDataQuery => {
    if (!MetricStat) return query;
    // The API model of one service calls the unit a text, that of the other one of its own list.
    const Unit = MetricStat.Unit as StandardUnit | undefined;
    return { ...query, MetricStat: { ...MetricStat, Unit, Period: period } };
  });
  const answer = answerOf(queries);
  const [, queue] = /^queue (.+)/.exec(metricIdentity(configuration) ?? '') ?? [];
  const metric = queue ? `messages per task in ${queue}` : (answer?.Label ?? answer?.Id ?? 'metric math');
  return { metric, unit: '', queries };
}

/**
 * The metric of a step policy, which only its alarms name.
 * @param alarms those that start it; where they watch several metrics, the first one's.
 */
export function alarmMetric(alarms: readonly MetricAlarm[]): PolicyMetric | undefined {
  const [alarm] = alarms;
  if (!alarm) return undefined;
  const { Metrics = [], ExtendedStatistic, Statistic } = alarm;
  if (Metrics.length === 0) return single({ ...alarm, Statistic: ExtendedStatistic ?? Statistic });
  const answer = answerOf(Metrics);
  return { metric: answer?.Label ?? answer?.Id ?? 'metric math', unit: '', queries: Metrics };
}

interface SingleMetric {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: MetricAlarm['Dimensions'];
  readonly Statistic?: string;
  readonly Unit?: StandardUnit;
}

function single({
  Namespace = '',
  MetricName = '',
  Dimensions = [],
  Statistic,
  Unit,
}: SingleMetric): PolicyMetric {
  const queue = Namespace === 'AWS/SQS' && Dimensions.find(({ Name }) => Name === 'QueueName')?.Value;
  const spoken =
    spokenNames.get(`${Namespace} ${MetricName}`) ?? (queue ? `messages in ${queue}` : MetricName);
  const percent = Unit === 'Percent' || (Namespace === 'AWS/ECS' && /Utilization$/.test(MetricName));
  const stat = { Metric: { Namespace, MetricName, Dimensions }, Period: period, Stat: Statistic, Unit };
  return {
    metric: spoken,
    unit: percent ? '%' : '',
    queries: [{ Id: 'm', MetricStat: stat, ReturnData: true }],
  };
}

/** CloudWatch takes a query that does not say so for one that returns data. */
function answerOf(queries: readonly MetricDataQuery[]): MetricDataQuery | undefined {
  return queries.find(({ ReturnData = true }) => ReturnData);
}

/**
 * What a policy watches.
 * @param alarms the policy's own.
 * @returns undefined for a policy that follows no metric, or whose metric nothing tells.
 */
export function policyMetric(
  policy: ScalingPolicy,
  alarms: readonly MetricAlarm[],
  service: ServiceName,
): PolicyMetric | undefined {
  if (policy.PolicyType === 'StepScaling') return alarmMetric(alarms);
  if (policy.PolicyType !== 'TargetTrackingScaling') return undefined;
  return trackedMetric(policy.TargetTrackingScalingPolicyConfiguration, service);
}
