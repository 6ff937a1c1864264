import type { ScalingPolicy } from '@aws-sdk/client-application-auto-scaling';
import { quantity } from '../../terminal/number.ts';

const trackedNames: Readonly<Record<string, string>> = {
  ECSServiceAverageCPUUtilization: 'cpu',
  ECSServiceAverageCPUUtilizationHighResolution: 'cpu',
  ECSServiceAverageMemoryUtilization: 'memory',
  ECSServiceAverageMemoryUtilizationHighResolution: 'memory',
  ALBRequestCountPerTarget: 'requests',
};

const predictedNames: Readonly<Record<string, string>> = {
  ECSServiceCPUUtilization: 'cpu',
  ECSServiceMemoryUtilization: 'memory',
  ALBRequestCount: 'requests',
};

/** Policies in two or three words each, as they would be typed: `cpu 60`, `step cpu`, `predict cpu 60`. */
export function policiesInWords(policies: readonly ScalingPolicy[]): string[] {
  return [...new Set(policies.map(policyWords))].sort();
}

function policyWords(policy: ScalingPolicy): string {
  const { PolicyName: name = '', PolicyType: type } = policy;
  if (type === 'TargetTrackingScaling') return trackingWords(policy);
  if (type === 'StepScaling') return `step ${name.replace(/^ecsctl-step-(.+)-(?:out|in)$/, '$1')}`;
  if (type === 'PredictiveScaling') return predictiveWords(policy);
  return `${type} ${name}`;
}

function trackingWords({ TargetTrackingScalingPolicyConfiguration: configuration }: ScalingPolicy): string {
  const { PredefinedMetricSpecification: predefined, CustomizedMetricSpecification: custom } =
    configuration ?? {};
  const type = predefined?.PredefinedMetricType ?? '';
  const queue = custom?.Metrics?.map(({ MetricStat }) => MetricStat?.Metric)
    .find((metric) => metric?.Namespace === 'AWS/SQS')
    ?.Dimensions?.find(({ Name }) => Name === 'QueueName')?.Value;
  const answer = custom?.Metrics?.find(({ ReturnData = true }) => ReturnData);
  const spoken = queue ? `queue ${queue}` : (custom?.MetricName ?? answer?.Label ?? answer?.Id ?? 'metric');
  return `${custom ? spoken : (trackedNames[type] ?? type)} ${quantity(configuration?.TargetValue ?? Number.NaN)}`;
}

function predictiveWords({ PredictiveScalingPolicyConfiguration: configuration }: ScalingPolicy): string {
  const [specification] = configuration?.MetricSpecifications ?? [];
  const type = specification?.PredefinedMetricPairSpecification?.PredefinedMetricType ?? 'metric';
  return `predict ${predictedNames[type] ?? type} ${quantity(specification?.TargetValue ?? Number.NaN)}`;
}
