import type { ScalingActivity, ScalingPolicy } from '@aws-sdk/client-application-auto-scaling';
import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { scalableDimension } from '../../../../src/scale/found.ts';
import type { FoundStatus, MetricPoint } from '../../../../src/scale/status/found.ts';
import { aFound, anAlarm, aService, aTrackingPolicy, policyArn } from '../../../support/found-scaling.ts';

const web = { cluster: 'prod', service: 'web' } as const;

/** A Monday. */
export const at = new Date('2026-03-02T03:04:30Z');

export function ago(minutes: number): Date {
  return new Date(at.getTime() - minutes * 60_000);
}

/** The service on Fargate with bounds 2..10 and four tasks, and nothing else unless said so. */
export function aFoundStatus(values: Partial<FoundStatus> = {}): FoundStatus {
  return {
    ...aFound({ service: tasks(4), containerInsights: 'enabled' }),
    at,
    since: ago(180),
    activities: [],
    cluster: { clusterName: 'prod', status: 'ACTIVE', registeredContainerInstancesCount: 3 },
    capacityProviders: [],
    points: new Map(),
    ...values,
  };
}

export function tasks(desired: number, running = desired, values: Parameters<typeof aService>[0] = {}) {
  const pendingCount = Math.max(0, desired - running);
  return aService({
    desiredCount: desired,
    runningCount: running,
    pendingCount,
    launchType: 'FARGATE',
    ...values,
  });
}

export type Fired = 'high' | 'low' | 'neither' | 'unknown';

/** One target-tracking policy with its alarms and three hours of values that end in `value`. */
export interface Tracked {
  readonly policy: ScalingPolicy;
  readonly alarms: readonly MetricAlarm[];
  readonly points: readonly MetricPoint[];
}

export function cpu(value: number | undefined, fired: Fired, values: Partial<ScalingPolicy> = {}): Tracked {
  return tracked('ecsctl-cpu', 60, value, fired, values);
}

export function memory(value: number | undefined, fired: Fired): Tracked {
  const metric = { PredefinedMetricType: 'ECSServiceAverageMemoryUtilization' } as const;
  return tracked('ecsctl-memory', 70, value, fired, {
    TargetTrackingScalingPolicyConfiguration: { TargetValue: 70, PredefinedMetricSpecification: metric },
  });
}

export function tracked(
  name: string,
  target: number,
  value: number | undefined,
  fired: Fired,
  values: Partial<ScalingPolicy> = {},
): Tracked {
  const policy = aTrackingPolicy(name, values);
  const state = (side: Fired) =>
    fired === 'unknown' ? 'INSUFFICIENT_DATA' : fired === side ? 'ALARM' : 'OK';
  const alarm = (side: 'High' | 'Low', more: Partial<MetricAlarm>) =>
    anAlarm(`TargetTracking-service/prod/web-Alarm${side}-${name}`, {
      AlarmActions: [policyArn(name)],
      StateTransitionedTimestamp: ago(12),
      ...more,
    });
  return {
    policy,
    alarms: [
      alarm('High', { StateValue: state('high'), Threshold: target, EvaluationPeriods: 3 }),
      alarm('Low', {
        StateValue: state('low'),
        Threshold: target * 0.9,
        EvaluationPeriods: 15,
        ComparisonOperator: 'LessThanThreshold',
      }),
    ],
    points: value === undefined ? [] : rising(value),
  };
}

/** A value a minute, from half of it up to it, and the last one a minute ago. */
export function rising(value: number): MetricPoint[] {
  return Array.from({ length: 180 }, (_, index) => ({
    at: ago(180.5 - index),
    value: index === 179 ? value : Math.round(value * (0.5 + index / 360) * 10) / 10,
  }));
}

/** The found service with these policies and all that belongs to them. */
export function withPolicies(list: readonly Tracked[], values: Partial<FoundStatus> = {}): FoundStatus {
  return aFoundStatus({
    policies: list.map(({ policy }) => policy),
    alarms: list.flatMap(({ alarms }) => alarms),
    points: new Map(list.map(({ policy, points }) => [policy.PolicyName ?? '', points])),
    ...values,
  });
}

export function anActivity(minutes: number, values: Partial<ScalingActivity> = {}): ScalingActivity {
  return {
    ...scalableDimension(web),
    ActivityId: `activity-${minutes}`,
    Description: 'Setting desired count to 4.',
    Cause:
      'monitor alarm TargetTracking-service/prod/web-AlarmHigh-ecsctl-cpu in state ALARM triggered policy ecsctl-cpu',
    StartTime: ago(minutes),
    EndTime: ago(minutes - 1),
    StatusCode: 'Successful',
    ...values,
  };
}
