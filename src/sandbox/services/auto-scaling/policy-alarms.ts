import type { TargetTrackingConfiguration } from '@aws-sdk/client-auto-scaling';
import type { Region } from '../../world/region.ts';
import { labelParts } from '../application-auto-scaling/tracking-config.ts';
import { customMetric, requestsPerTarget, type TrackedMetric } from '../cloudwatch/tracked-metric.ts';
import { type AlarmPair, keepAlarmPair } from '../cloudwatch/tracking-alarms.ts';
import { groupDimensions } from '../metric-names.ts';
import { invalid } from './lookup.ts';
import type { GroupPolicy } from './state.ts';

/** The predefined metrics that EC2 publishes for a group, by their names at CloudWatch. */
const OF_EC2: Readonly<Record<string, string>> = {
  ASGAverageCPUUtilization: 'CPUUtilization',
  ASGAverageCPUUtilizationHighResolution: 'CPUUtilization',
  ASGAverageNetworkIn: 'NetworkIn',
  ASGAverageNetworkOut: 'NetworkOut',
};

/** The alarms of a target tracking policy as it is now; none for policies of other types. */
export function trackingAlarms(
  region: Region,
  about: GroupPolicy['about'],
  before: AlarmPair | undefined,
  now: Date,
): AlarmPair | undefined {
  const { TargetTrackingConfiguration: tracking, AutoScalingGroupName: group = '', PolicyARN } = about;
  if (!tracking) return undefined;
  const { TargetValue: target = 0, DisableScaleIn = false } = tracking;
  const metric = metricOf(group, tracking);
  const watched = { scaled: group, policyArn: PolicyARN, metric, target, scalesIn: !DisableScaleIn };
  return keepAlarmPair(region, watched, before, now);
}

/**
 * The metric that a policy of the group tracks, the way an alarm names it. Throws ValidationError for one that there is
 * not.
 */
export function metricOf(
  group: string,
  {
    PredefinedMetricSpecification: predefined,
    CustomizedMetricSpecification: custom,
  }: TargetTrackingConfiguration,
): TrackedMetric {
  if (custom) return customMetric(custom);
  const { PredefinedMetricType: type = '', ResourceLabel: label } = predefined ?? {};
  if (type === 'ALBRequestCountPerTarget') return requestsPerTarget(partsOf(label));
  const MetricName = OF_EC2[type];
  if (!MetricName) throw invalid(`${type} is not a predefined metric of an Auto Scaling group.`);
  if (label !== undefined) throw invalid(`ResourceLabel cannot be given for ${type}.`);
  const Dimensions = groupDimensions(group);
  return { Namespace: 'AWS/EC2', MetricName, Dimensions, Statistic: 'Average', Period: 60 };
}

function partsOf(label = ''): { loadBalancer: string; targetGroup: string } {
  const parts = labelParts(label);
  if (parts) return parts;
  throw invalid(`ResourceLabel "${label}" is not of the form app/<name>/<id>/targetgroup/<name>/<id>.`);
}
