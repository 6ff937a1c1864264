import type {
  PredictiveScalingMetricSpecification,
  ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import { alarmStatus } from './alarms.ts';
import type { FoundStatus } from './found.ts';
import { whyNoData } from './missing-data.ts';
import { alarmsOf } from './policy-alarms.ts';
import { type PolicyMetric, policyMetric } from './policy-metric.ts';
import { stepLines } from './steps.ts';
import type {
  MeasuredMetric,
  OtherPolicyStatus,
  PolicyStatus,
  PredictiveStatus,
  StepStatus,
  TrackingStatus,
} from './value.ts';
import { stepWish, trackingWish } from './wish.ts';

/** Seconds: AWS's default for ECS where a policy names no cooldown. */
const usualCooldown = 300;

/** Milliseconds after which the newest value says nothing of now; the service's metrics come a minute or two late. */
const stale = 5 * 60_000;

/** Each policy with its metric now, the state of its alarms and what it asks for; those with a metric first. */
export function policyStatuses(found: FoundStatus): PolicyStatus[] {
  const order: readonly string[] = ['TargetTrackingScaling', 'StepScaling', 'PredictiveScaling'];
  const rank = ({ PolicyType }: ScalingPolicy) => order.indexOf(PolicyType ?? '') + 1 || order.length + 1;
  return found.policies.toSorted((a, b) => rank(a) - rank(b)).map((policy) => policyStatus(policy, found));
}

function policyStatus(policy: ScalingPolicy, found: FoundStatus): PolicyStatus {
  switch (policy.PolicyType) {
    case 'TargetTrackingScaling':
      return trackingStatus(policy, found);
    case 'StepScaling':
      return stepStatus(policy, found);
    case 'PredictiveScaling':
      return predictiveStatus(policy);
    default:
      return otherStatus(policy);
  }
}

function trackingStatus(policy: ScalingPolicy, found: FoundStatus): TrackingStatus {
  const configuration = policy.TargetTrackingScalingPolicyConfiguration;
  const alarms = alarmsOf(policy, found.alarms);
  const measured = measuredMetric(policy, policyMetric(policy, alarms, found.name), found);
  const states = alarms.map((alarm) => alarmStatus(alarm, measured.unit));
  return {
    type: 'target-tracking',
    name: policy.PolicyName ?? '',
    ...measured,
    target: configuration?.TargetValue ?? 0,
    wish: trackingWish(states, measured.value !== undefined),
    scaleOutCooldown: configuration?.ScaleOutCooldown ?? usualCooldown,
    scaleInCooldown: configuration?.ScaleInCooldown ?? usualCooldown,
    scaleIn: !configuration?.DisableScaleIn,
    alarms: states,
  };
}

function stepStatus(policy: ScalingPolicy, found: FoundStatus): StepStatus {
  const configuration = policy.StepScalingPolicyConfiguration;
  const alarms = alarmsOf(policy, found.alarms);
  const measured = measuredMetric(policy, policyMetric(policy, alarms, found.name), found);
  const states = alarms.map((alarm) => alarmStatus(alarm, measured.unit));
  const steps = stepLines(configuration, alarms, measured.unit);
  return {
    type: 'step',
    name: policy.PolicyName ?? '',
    ...measured,
    wish: stepWish(states, steps, measured.value !== undefined),
    cooldown: configuration?.Cooldown ?? usualCooldown,
    steps,
    alarms: states,
  };
}

function measuredMetric(
  { PolicyName = '' }: ScalingPolicy,
  metric: PolicyMetric = { metric: 'a metric that no alarm names', unit: '', queries: [] },
  found: FoundStatus,
): MeasuredMetric {
  const points = found.points.get(PolicyName) ?? [];
  const newest = points.at(-1);
  const fresh = newest && found.at.getTime() - newest.at.getTime() <= stale ? newest : undefined;
  return {
    metric: metric.metric,
    unit: metric.unit,
    ...(fresh ? { value: fresh.value, valueAt: fresh.at } : { noData: whyNoData(metric.queries, found) }),
    points,
  };
}

const predictedMetrics: Readonly<Record<string, readonly [metric: string, unit: string]>> = {
  ECSServiceCPUUtilization: ['CPU', '%'],
  ECSServiceMemoryUtilization: ['memory', '%'],
  ALBRequestCount: ['requests per target', ''],
};

function predictiveStatus(policy: ScalingPolicy): PredictiveStatus {
  const configuration = policy.PredictiveScalingPolicyConfiguration;
  const specification = configuration?.MetricSpecifications?.[0];
  const type = predictedType(specification);
  const [metric, unit] = predictedMetrics[type] ?? [type, ''];
  return {
    type: 'predictive',
    name: policy.PolicyName ?? '',
    metric,
    unit,
    ...(specification?.TargetValue !== undefined && { target: specification.TargetValue }),
    mode: configuration?.Mode ?? 'ForecastOnly',
    buffer: configuration?.SchedulingBufferTime ?? usualCooldown,
    raisesMax: configuration?.MaxCapacityBreachBehavior === 'IncreaseMaxCapacity',
  };
}

function predictedType(specification: PredictiveScalingMetricSpecification | undefined): string {
  const pair = specification?.PredefinedMetricPairSpecification?.PredefinedMetricType;
  const scaling = specification?.PredefinedScalingMetricSpecification?.PredefinedMetricType;
  return pair ?? scaling ?? 'a customised metric';
}

function otherStatus({ PolicyName: name = '', PolicyType }: ScalingPolicy): OtherPolicyStatus {
  return { type: 'other', name, policyType: PolicyType ?? 'unknown' };
}
