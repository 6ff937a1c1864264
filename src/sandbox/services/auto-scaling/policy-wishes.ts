import type { Region } from '../../world/region.ts';
import { stepCalled } from '../application-auto-scaling/step-called.ts';
import { adjusted } from '../application-auto-scaling/step-scaling.ts';
import { capacityOnTarget, stepDown } from '../application-auto-scaling/target-tracking.ts';
import { isCalling } from '../cloudwatch/alarm-calls.ts';
import { actionsOf } from '../cloudwatch/alarm-store.ts';
import type { Alarm } from '../cloudwatch/state.ts';
import { isCoolingDown, warmUpSeconds } from './cooldown.ts';
import { type Group, type GroupPolicy, isLive } from './state.ts';

/** A capacity that a policy asks for on behalf of an alarm, before the group's bounds. */
export interface Wish {
  readonly direction: 'out' | 'in';
  readonly capacity: number;
  readonly alarm: string;
  readonly policy: string;
}

/** A group as one of its policies sees it at a moment. */
interface Seen {
  readonly region: Region;
  readonly group: Group;
  readonly policy: GroupPolicy;
  readonly at: number;
  /** Instances whose warm-up is over, and those that count for nothing yet. */
  readonly warm: number;
  readonly warming: number;
}

/** What the group's policies ask for at this moment; those that are switched off ask for nothing. */
export function wishesOf(region: Region, group: Group, policies: readonly GroupPolicy[], at: number): Wish[] {
  const seen = policies
    .filter(({ about }) => about.Enabled !== false)
    .map((policy): Seen => ({ region, group, policy, at, ...warmth(region, group, policy, at) }));
  return [...seen.map(trackingOut), trackingIn(seen), ...seen.map(adjustment)].filter(
    (wish) => wish !== undefined,
  );
}

function warmth(
  { rules }: Region,
  group: Group,
  { about }: GroupPolicy,
  at: number,
): { warm: number; warming: number } {
  const seconds = rules.instanceLaunchSeconds + warmUpSeconds(group, about.EstimatedInstanceWarmup);
  const live = group.instances.filter(isLive);
  const warm = live.filter(({ launchedAt }) => at - launchedAt >= seconds * 1000).length;
  return { warm, warming: live.length - warm };
}

function trackingOut(seen: Seen): Wish | undefined {
  const goal = goalOf(seen, 'high');
  return goal && wish('out', goal.capacity, goal.alarm, seen);
}

/**
 * Tracking takes instances away only when every policy that may do so agrees, the most careful of them decides how
 * many, and none is still warming up: what is on its way is in no metric yet.
 */
function trackingIn(all: readonly Seen[]): Wish | undefined {
  const willing = all.filter(({ policy: { about } }) => {
    return about.TargetTrackingConfiguration && !about.TargetTrackingConfiguration.DisableScaleIn;
  });
  const goals = willing.flatMap((seen) => {
    const goal = seen.warming === 0 ? goalOf(seen, 'low') : undefined;
    return goal ? [{ ...goal, seen }] : [];
  });
  if (goals.length === 0 || goals.length < willing.length) return undefined;
  const careful = goals.reduce((most, one) => (one.capacity > most.capacity ? one : most));
  const { seen, alarm, capacity } = careful;
  return wish('in', stepDown(seen.group.desiredCapacity, capacity), alarm, seen);
}

/** The capacity at which the metric would be on its target, once the alarm calls and an instance counts. */
function goalOf(
  { region, policy, warm: running }: Seen,
  which: 'high' | 'low',
): { alarm: Alarm; capacity: number } | undefined {
  const alarm = region.cloudwatch.alarms.get(policy.alarms?.[which] ?? '');
  const target = policy.about.TargetTrackingConfiguration?.TargetValue;
  if (!alarm || !isCalling(alarm) || target === undefined || running === 0) return undefined;
  const capacity = capacityOnTarget({ running, value: alarm.lastValue, target });
  return capacity === undefined ? undefined : { alarm, capacity };
}

/** What a step or simple policy asks for on behalf of the alarms that others have tied to it. */
function adjustment(seen: Seen): Wish | undefined {
  const { region, policy } = seen;
  const { PolicyType: type, PolicyARN } = policy.about;
  if (type !== 'StepScaling' && type !== 'SimpleScaling') return undefined;
  const alarm = [...region.cloudwatch.alarms.values()].find((one) => {
    return isCalling(one) && actionsOf(one).includes(PolicyARN);
  });
  if (!alarm) return undefined;
  return type === 'StepScaling' ? step(seen, alarm) : simple(seen, alarm);
}

/** What is warming up already counts as part of the next step out; nothing is taken away meanwhile. */
function step(seen: Seen, alarm: Alarm): Wish | undefined {
  const { region, group, policy, at, warming } = seen;
  const { StepAdjustments: steps = [], MetricAggregationType: aggregation = 'Average' } = policy.about;
  const change = stepCalled(region, alarm, { steps, aggregation }, at)?.ScalingAdjustment;
  if (change === undefined) return undefined;
  const desired = group.desiredCapacity;
  const direction = change < (policy.about.AdjustmentType === 'ExactCapacity' ? desired : 0) ? 'in' : 'out';
  if (direction === 'in' && warming > 0) return undefined;
  const from = direction === 'out' ? Math.max(0, desired - warming) : desired;
  return wish(direction, adjusted(from, change, policy.about), alarm, seen);
}

/** A simple policy waits until all is quiet. */
function simple(seen: Seen, alarm: Alarm): Wish | undefined {
  const { group, policy, at } = seen;
  const { ScalingAdjustment: change = 0, Cooldown: cooldown } = policy.about;
  if (isCoolingDown(group, at, cooldown)) return undefined;
  const capacity = adjusted(group.desiredCapacity, change, policy.about);
  return wish(capacity < group.desiredCapacity ? 'in' : 'out', capacity, alarm, seen);
}

function wish(direction: Wish['direction'], capacity: number, alarm: Alarm, { policy }: Seen): Wish {
  return { direction, capacity, alarm: alarm.AlarmName, policy: policy.about.PolicyName ?? '' };
}
