import type { StepScalingPolicyConfiguration } from '@aws-sdk/client-application-auto-scaling';
import type { Region } from '../../world/region.ts';
import { isCalling } from '../cloudwatch/alarm-calls.ts';
import { actionsOf } from '../cloudwatch/alarm-store.ts';
import type { Alarm } from '../cloudwatch/state.ts';
import { isCooling } from './decision.ts';
import type { Policy, Target } from './state.ts';
import { stepCalled } from './step-called.ts';
import { adjusted } from './step-scaling.ts';
import { capacityOnTarget, stepDown } from './target-tracking.ts';

/** A capacity that a policy asks for, before bounds and cooldowns. */
export interface Proposal {
  readonly direction: 'out' | 'in';
  readonly capacity: number;
  readonly cause: string;
  /** Seconds of quiet after it was followed. */
  readonly cooldown: number;
  /** Whether the metric is so near its target that scaling in would only have to be undone. */
  readonly flapping?: boolean;
}

/** The service as the policies see it. */
export interface Seen {
  readonly at: number;
  readonly desired: number;
  readonly running: number;
}

/** ECS's cooldown where a policy names none. */
const DEFAULT_COOLDOWN = 300;

/** What the target's policies ask for at this moment. */
export function proposals(region: Region, target: Target, seen: Seen): Proposal[] {
  const policies = [...target.policies.values()];
  const tracking = policies.filter(({ about }) => about.TargetTrackingScalingPolicyConfiguration);
  const asked = [
    ...tracking.map((policy) => trackingOut(region, policy, seen)),
    trackingIn(region, tracking, seen),
    ...policies.map((policy) => step(region, target, policy, seen)),
  ];
  return asked.filter((proposal) => proposal !== undefined);
}

function trackingOut(region: Region, policy: Policy, seen: Seen): Proposal | undefined {
  const configuration = policy.about.TargetTrackingScalingPolicyConfiguration;
  const alarm = region.cloudwatch.alarms.get(policy.alarms?.high ?? '');
  const target = configuration?.TargetValue;
  if (!alarm || !isCalling(alarm) || target === undefined) return undefined;
  const capacity = capacityOnTarget({ running: seen.running, value: alarm.lastValue, target });
  if (capacity === undefined) return undefined;
  const cooldown = configuration?.ScaleOutCooldown ?? DEFAULT_COOLDOWN;
  return { direction: 'out', capacity, cause: causeOf(alarm, policy), cooldown };
}

/**
 * Tracking takes capacity away only when every policy that may do so agrees; the most careful of them
 * decides how much.
 */
function trackingIn(region: Region, policies: readonly Policy[], seen: Seen): Proposal | undefined {
  const willing = policies.filter(
    ({ about }) => !about.TargetTrackingScalingPolicyConfiguration?.DisableScaleIn,
  );
  const goals = willing.map((policy) => goalOf(region, policy, seen));
  const agreed = goals.filter((goal) => goal !== undefined);
  if (agreed.length === 0 || agreed.length < goals.length) return undefined;
  const careful = agreed.reduce((most, goal) => (goal.capacity > most.capacity ? goal : most));
  const { capacity: goal, policy, alarm } = careful;
  return {
    direction: 'in',
    capacity: stepDown(seen.desired, goal),
    cause: causeOf(alarm, policy),
    cooldown: policy.about.TargetTrackingScalingPolicyConfiguration?.ScaleInCooldown ?? DEFAULT_COOLDOWN,
    flapping: goal >= seen.desired,
  };
}

interface Goal {
  readonly capacity: number;
  readonly policy: Policy;
  readonly alarm: Alarm;
}

function goalOf(region: Region, policy: Policy, seen: Seen): Goal | undefined {
  const alarm = region.cloudwatch.alarms.get(policy.alarms?.low ?? '');
  const target = policy.about.TargetTrackingScalingPolicyConfiguration?.TargetValue;
  if (!alarm || !isCalling(alarm) || target === undefined) return undefined;
  const capacity = capacityOnTarget({ running: seen.running, value: alarm.lastValue, target });
  return capacity === undefined ? undefined : { capacity, policy, alarm };
}

/** What a step policy asks for on behalf of the alarms that call it and are in the state in which they do. */
function step(region: Region, target: Target, policy: Policy, seen: Seen): Proposal | undefined {
  const configuration = policy.about.StepScalingPolicyConfiguration;
  if (!configuration) return undefined;
  for (const alarm of region.cloudwatch.alarms.values()) {
    if (!isCalling(alarm) || !actionsOf(alarm).includes(policy.about.PolicyARN)) continue;
    const { StepAdjustments: steps = [], MetricAggregationType: aggregation } = configuration;
    const taken = stepCalled(region, alarm, { steps, aggregation }, seen.at);
    if (taken?.ScalingAdjustment === undefined) continue;
    const from = baseline(target, seen, taken.ScalingAdjustment);
    const capacity = adjusted(from, taken.ScalingAdjustment, configuration);
    const direction = directionOf(configuration, taken.ScalingAdjustment, seen);
    const cooldown = configuration.Cooldown ?? DEFAULT_COOLDOWN;
    return { direction, capacity, cause: causeOf(alarm, policy), cooldown };
  }
  return undefined;
}

function directionOf(
  { AdjustmentType }: StepScalingPolicyConfiguration,
  adjustment: number,
  { desired }: Seen,
): Proposal['direction'] {
  return adjustment < (AdjustmentType === 'ExactCapacity' ? desired : 0) ? 'in' : 'out';
}

/**
 * What an adjustment is added to: the running tasks; while a cooldown lasts, the capacity that it began
 * with, so that
 * what was added since counts as part of the next step.
 */
function baseline(target: Target, { at, desired, running }: Seen, adjustment: number): number {
  const { lastOut } = target;
  if (adjustment > 0 && lastOut && isCooling(lastOut, at)) return lastOut.from;
  return adjustment > 0 ? Math.min(running, desired) : desired;
}

function causeOf(alarm: Alarm, policy: Policy): string {
  return `monitor alarm ${alarm.AlarmName} in state ALARM triggered policy ${policy.about.PolicyName}`;
}
