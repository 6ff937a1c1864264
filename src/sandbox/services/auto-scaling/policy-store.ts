import type { Region } from '../../world/region.ts';
import { forgetAction } from '../cloudwatch/alarm-calls.ts';
import { dropAlarmPair } from '../cloudwatch/tracking-alarms.ts';
import type { GroupPolicy } from './state.ts';

/** The policies of the group of that name, or of all groups. */
export function policiesOf({ autoScaling }: Region, group?: string): GroupPolicy[] {
  const all = [...autoScaling.policies.values()];
  return group === undefined ? all : all.filter(({ about }) => about.AutoScalingGroupName === group);
}

/** Takes a policy away with the alarms of its own; those of others stay, and lose it as an action. */
export function forgetPolicy(region: Region, { about, alarms }: GroupPolicy, now: Date): void {
  dropAlarmPair(region, alarms, now);
  forgetAction(region, about.PolicyARN);
  region.autoScaling.policies.delete(about.PolicyARN);
}
