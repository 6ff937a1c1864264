import type {
  SetInstanceProtectionCommandInput,
  SetInstanceProtectionCommandOutput,
  TerminateInstanceInAutoScalingGroupCommandInput,
  TerminateInstanceInAutoScalingGroupCommandOutput,
} from '@aws-sdk/client-auto-scaling';
import type { Answer, Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { terminate } from './instance-life.ts';
import { findLastingGroup, invalid } from './lookup.ts';
import { type Group, type GroupInstance, isLive } from './state.ts';

const MOST_IDS = 50;

/** Protects instances from scale-in, or no longer: all that are named, or none where one is not the group's. */
export function SetInstanceProtection(
  input: SetInstanceProtectionCommandInput,
  { region }: Call,
): Answer<SetInstanceProtectionCommandOutput> {
  const { AutoScalingGroupName: name, InstanceIds: ids = [], ProtectedFromScaleIn: wanted = false } = input;
  const group = findLastingGroup(region, name);
  if (ids.length > MOST_IDS) throw invalid(`The number of instance ids must not be more than ${MOST_IDS}.`);
  const instances = ids.map((id) => {
    const instance = group.instances.find((one) => one.id === id && isLive(one));
    if (instance) return instance;
    throw invalid(`The instance ${id} is not part of Auto Scaling group ${group.name}.`);
  });
  for (const instance of instances) instance.protectedFromScaleIn = wanted;
  return {};
}

/** Ends an instance, a protected one too; another takes its place unless the desired capacity goes down with it. */
export function TerminateInstanceInAutoScalingGroup(
  input: TerminateInstanceInAutoScalingGroupCommandInput,
  { region, now }: Call,
): Answer<TerminateInstanceInAutoScalingGroupCommandOutput> {
  const { group, instance } = findInstance(region, input.InstanceId);
  const before = group.desiredCapacity;
  if (input.ShouldDecrementDesiredCapacity) {
    if (before <= group.minSize) throw belowMinimum(group);
    group.desiredCapacity -= 1;
  }
  const shrinking = input.ShouldDecrementDesiredCapacity
    ? `, shrinking the capacity from ${before} to ${group.desiredCapacity}`
    : '';
  const cause = `instance ${instance.id} was taken out of service in response to a user request${shrinking}.`;
  return { Activity: terminate(region, group, instance, cause, now) };
}

function findInstance({ autoScaling }: Region, id = ''): { group: Group; instance: GroupInstance } {
  for (const group of autoScaling.groups.values()) {
    const instance = group.instances.find((one) => one.id === id && isLive(one));
    if (instance) return { group, instance };
  }
  throw invalid(`Instance Id not found - No managed instance found for instance ID ${id}`);
}

function belowMinimum({ minSize }: Group) {
  return invalid(
    `Currently, desiredSize equals minSize (${minSize}). Terminating instance without replacement will violate ` +
      "group's min size constraint. Either set shouldDecrementDesiredCapacity flag to false or lower group's min size.",
  );
}
