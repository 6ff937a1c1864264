import type {
  CustomizedMetricSpecification,
  PredefinedMetricSpecification,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import { serviceOfResource } from '../ecs/lookup.ts';
import { isRollingOut } from '../ecs/rollouts.ts';
import { atLeast, invalid, oneOf } from './constraints.ts';
import type { Target } from './state.ts';

const PREDEFINED = [
  'ECSServiceAverageCPUUtilization',
  'ECSServiceAverageMemoryUtilization',
  'ALBRequestCountPerTarget',
  'ECSServiceAverageCPUUtilizationHighResolution',
  'ECSServiceAverageMemoryUtilizationHighResolution',
] as const;

const LABEL = /^(app\/[^/]+\/[^/]+)\/(targetgroup\/[^/]+\/[^/]+)$/;

/**
 * Throws ValidationException for a target tracking policy that AWS would not take, beside the others of its
 * target.
 */
export function checkTracking(
  region: Region,
  target: Target,
  name: string,
  configuration: TargetTrackingScalingPolicyConfiguration | undefined,
): void {
  if (!configuration) {
    throw invalid(
      'TargetTrackingScalingPolicyConfiguration is required for policy type TargetTrackingScaling.',
    );
  }
  const {
    TargetValue,
    PredefinedMetricSpecification: predefined,
    CustomizedMetricSpecification: custom,
  } = configuration;
  if (TargetValue === undefined || !(TargetValue > 0))
    throw invalid('TargetValue must be greater than zero.');
  for (const cooldown of ['ScaleOutCooldown', 'ScaleInCooldown'] as const) {
    const seconds = configuration[cooldown];
    if (seconds !== undefined) atLeast(`targetTrackingScalingPolicyConfiguration.${cooldown}`, seconds, 0);
  }
  if ((predefined === undefined) === (custom === undefined)) {
    throw invalid(
      'Exactly one of PredefinedMetricSpecification and CustomizedMetricSpecification must be specified.',
    );
  }
  if (predefined) checkPredefined(region, target, predefined);
  if (custom) checkCustomized(custom);
  for (const other of target.policies.values()) {
    const tracked = other.about.TargetTrackingScalingPolicyConfiguration;
    if (tracked && other.about.PolicyName !== name && metricOf(tracked) === metricOf(configuration)) {
      throw invalid('Only one TargetTrackingScaling policy for a given metric specification is allowed.');
    }
  }
}

/** The load balancer's and target group's parts of a resource label; undefined when it is none. */
export function labelParts(label: string): { loadBalancer: string; targetGroup: string } | undefined {
  const [, loadBalancer, targetGroup] = LABEL.exec(label) ?? [];
  return loadBalancer && targetGroup ? { loadBalancer, targetGroup } : undefined;
}

/**
 * Throws ValidationException unless the label names a target group behind the load balancer that it names.
 */
function checkLabel(region: Region, label: string | undefined): void {
  if (!label)
    throw invalid('Resource label should be specified for the ALBRequestCountPerTarget predefined metric.');
  const parts = labelParts(label);
  if (!parts)
    throw invalid(`Resource label ${label} is not of the form app/<name>/<id>/targetgroup/<name>/<id>.`);
  const group = region.elbv2.targetGroups.get(arn(region, 'elasticloadbalancing', parts.targetGroup));
  const balancer = arn(region, 'elasticloadbalancing', `loadbalancer/${parts.loadBalancer}`);
  if (!group?.LoadBalancerArns?.includes(balancer)) {
    throw invalid('The load balancer does not route traffic to the target group.');
  }
}

function checkPredefined(region: Region, target: Target, predefined: PredefinedMetricSpecification): void {
  const type = oneOf(
    'targetTrackingScalingPolicyConfiguration.predefinedMetricSpecification.predefinedMetricType',
    predefined.PredefinedMetricType ?? '',
    PREDEFINED,
  );
  if (type === 'ALBRequestCountPerTarget') checkLabel(region, predefined.ResourceLabel);
  else if (predefined.ResourceLabel) throw invalid(`Resource label should not be specified for ${type}.`);
  if (type.endsWith('HighResolution')) checkResolution(region, target, type);
}

/** High resolution metrics are only there once a deployment with a resolution of 20 seconds is done. */
function checkResolution(region: Region, target: Target, type: string): void {
  const service = serviceOfResource(region, target.about.ResourceId);
  const metric = type.includes('CPU') ? 'CPUUtilization' : 'MemoryUtilization';
  const configured = service?.rollouts[0]?.monitoring?.metricConfigurations ?? [];
  const fine = configured.some(
    ({ metricNames, resolutionSeconds }) => resolutionSeconds === 20 && metricNames?.includes(metric),
  );
  if (!service || !fine || isRollingOut(service)) {
    throw invalid(`The service does not publish ${metric} at a resolution of 20 seconds.`);
  }
}

function checkCustomized(custom: CustomizedMetricSpecification): void {
  const { Metrics: queries, MetricName, Namespace, Statistic } = custom;
  if (!queries?.length) {
    if (MetricName && Namespace && Statistic) return;
    throw invalid('A customized metric needs a MetricName, a Namespace and a Statistic, or Metrics.');
  }
  if (MetricName || Namespace || Statistic || custom.Dimensions?.length || custom.Unit) {
    throw invalid('Metrics cannot be combined with a metric name, namespace, dimensions, statistic or unit.');
  }
  for (const { Id, Expression, MetricStat } of queries) {
    if (!/^[a-z][a-zA-Z0-9_]*$/.test(Id ?? ''))
      throw invalid(`Metric id ${Id} must start with a lower-case letter.`);
    if ((Expression === undefined) === (MetricStat === undefined)) {
      throw invalid(`Metric ${Id} must have either an Expression or a MetricStat.`);
    }
  }
  if (queries.filter(({ ReturnData }) => ReturnData !== false).length !== 1) {
    throw invalid('Exactly one of the metrics must return data.');
  }
}

function metricOf(configuration: TargetTrackingScalingPolicyConfiguration): string {
  const { PredefinedMetricSpecification: predefined, CustomizedMetricSpecification: custom } = configuration;
  return predefined?.PredefinedMetricType ?? JSON.stringify(custom);
}
