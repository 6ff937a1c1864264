import type { PredefinedMetricSpecification } from '@aws-sdk/client-application-auto-scaling';
import type { Region } from '../../world/region.ts';
import { customMetric, requestsPerTarget, type TrackedMetric } from '../cloudwatch/tracked-metric.ts';
import { keepAlarmPair } from '../cloudwatch/tracking-alarms.ts';
import { serviceDimensions } from '../metric-names.ts';
import type { Policy, Target } from './state.ts';
import { labelParts } from './tracking-config.ts';

/** Makes, or brings up to date, the two alarms by which a target tracking policy watches its metric. */
export function keepTrackingAlarms(region: Region, target: Target, policy: Policy, now: Date): void {
  const configuration = policy.about.TargetTrackingScalingPolicyConfiguration;
  if (!configuration) return;
  const { TargetValue = 0, DisableScaleIn } = configuration;
  const watched = {
    scaled: target.about.ResourceId,
    policyArn: policy.about.PolicyARN,
    metric: metricOf(target, policy),
    target: TargetValue,
    scalesIn: !DisableScaleIn,
  };
  policy.alarms = keepAlarmPair(region, watched, policy.alarms, now);
}

/** The metric that the policy tracks, the way an alarm names it. */
function metricOf({ about: { ResourceId } }: Target, policy: Policy): TrackedMetric {
  const configuration = policy.about.TargetTrackingScalingPolicyConfiguration;
  const custom = configuration?.CustomizedMetricSpecification;
  return custom ? customMetric(custom) : predefined(ResourceId, configuration?.PredefinedMetricSpecification);
}

function predefined(
  resourceId: string,
  specification: PredefinedMetricSpecification | undefined,
): TrackedMetric {
  const type = specification?.PredefinedMetricType ?? '';
  if (type === 'ALBRequestCountPerTarget') {
    const { loadBalancer = '', targetGroup = '' } = labelParts(specification?.ResourceLabel ?? '') ?? {};
    return requestsPerTarget({ loadBalancer, targetGroup });
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
