import type {
  CustomizedMetricSpecification,
  MetricType,
  PredefinedMetricSpecification,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import type { ServiceName } from '../../ecs/service-name.ts';
import { asJson } from '../../plan/as-json.ts';
import { slug } from '../fitting-name.ts';
import type { FoundScaling } from '../found.ts';
import { requestLabel } from './request-label.ts';
import type { TrackedMetric } from './tracked.ts';
import type { WantedTracking } from './wanted.ts';

/** The part of a policy's configuration that says what is measured: one of the two members is there. */
export interface Specification {
  readonly PredefinedMetricSpecification?: PredefinedMetricSpecification;
  readonly CustomizedMetricSpecification?: CustomizedMetricSpecification;
}

/**
 * What Application Auto Scaling is to measure.
 * @throws a `refused` failure when requests cannot be counted for the service.
 */
export function specificationOf(
  metric: TrackedMetric,
  { highResolution, targetGroup }: Pick<WantedTracking, 'highResolution' | 'targetGroup'>,
  found: FoundScaling,
): Specification {
  switch (metric.kind) {
    case 'cpu':
      return predefined('ECSServiceAverageCPUUtilization', highResolution);
    case 'memory':
      return predefined('ECSServiceAverageMemoryUtilization', highResolution);
    case 'requests':
      return {
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'ALBRequestCountPerTarget',
          ResourceLabel: requestLabel(found, targetGroup),
        },
      };
    case 'queue':
      return { CustomizedMetricSpecification: backlogPerTask(metric.queue, found.name) };
    case 'custom':
      return { CustomizedMetricSpecification: metric.specification };
  }
}

function predefined(
  type: 'ECSServiceAverageCPUUtilization' | 'ECSServiceAverageMemoryUtilization',
  highResolution: boolean,
): Specification {
  const PredefinedMetricType: MetricType = highResolution ? `${type}HighResolution` : type;
  return { PredefinedMetricSpecification: { PredefinedMetricType } };
}

/**
 * Messages waiting for each running task, by metric math. With no task running the quotient would have no value and
 * nothing would start the first one, so the whole backlog counts as one task's.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html
 */
function backlogPerTask(queue: string, { cluster, service }: ServiceName): CustomizedMetricSpecification {
  return {
    Metrics: [
      {
        Id: 'messages',
        Label: 'Messages waiting',
        MetricStat: {
          Metric: {
            Namespace: 'AWS/SQS',
            MetricName: 'ApproximateNumberOfMessagesVisible',
            Dimensions: [{ Name: 'QueueName', Value: queue }],
          },
          Stat: 'Sum',
        },
        ReturnData: false,
      },
      {
        Id: 'tasks',
        Label: 'Running tasks',
        MetricStat: {
          Metric: {
            Namespace: 'ECS/ContainerInsights',
            MetricName: 'RunningTaskCount',
            Dimensions: [
              { Name: 'ClusterName', Value: cluster },
              { Name: 'ServiceName', Value: service },
            ],
          },
          Stat: 'Average',
        },
        ReturnData: false,
      },
      {
        Id: 'backlog',
        Label: 'Messages waiting per task',
        Expression: 'IF(tasks > 0, messages / tasks, messages)',
        ReturnData: true,
      },
    ],
  };
}

/** The name of the policy that ecsctl makes for a metric; the same each time. */
export function policyName(metric: TrackedMetric): string {
  switch (metric.kind) {
    case 'queue':
      return `ecsctl-queue-${metric.queue}`;
    case 'custom':
      return `ecsctl-metric-${slug(metric.name, JSON.stringify(asJson(metric.specification)))}`;
    default:
      return `ecsctl-${metric.kind}`;
  }
}

/** How a metric is spoken of: `CPU`, `requests per target`. */
export function metricWords(metric: TrackedMetric): string {
  switch (metric.kind) {
    case 'cpu':
      return 'CPU';
    case 'memory':
      return 'memory';
    case 'requests':
      return 'requests per target and minute';
    case 'queue':
      return `messages per task in ${metric.queue}`;
    case 'custom':
      return metric.name;
  }
}

/**
 * What a policy measures, as a text that is equal for equal metrics: a target takes one tracking policy a metric,
 * and the 20-second form of CPU or memory is the same metric.
 */
export function metricIdentity(
  specification: Specification | TargetTrackingScalingPolicyConfiguration | undefined,
): string | undefined {
  const { PredefinedMetricSpecification: given, CustomizedMetricSpecification: own } = specification ?? {};
  if (given) return given.PredefinedMetricType?.replace(/HighResolution$/, '');
  return own && queueOf(own) ? `queue ${queueOf(own)}` : own && JSON.stringify(asJson(own));
}

/** The queue whose backlog a customised metric divides by tasks, whoever wrote it. */
function queueOf({ Metrics = [] }: CustomizedMetricSpecification): string | undefined {
  const metrics = Metrics.map(({ MetricStat }) => MetricStat?.Metric);
  const tasks = metrics.some((metric) => metric?.MetricName === 'RunningTaskCount');
  const messages = metrics.find((metric) => metric?.Namespace === 'AWS/SQS');
  return tasks ? messages?.Dimensions?.find(({ Name }) => Name === 'QueueName')?.Value : undefined;
}
