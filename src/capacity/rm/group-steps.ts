import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { Step } from '../../plan/plan.ts';
import { planProtection } from '../attach/protection.ts';
import { capacityCall } from '../calls.ts';
import { groupResource } from '../group-resource.ts';

/** Seconds until the waits are given up: lifecycle hooks may hold an instance for a while. */
const patience = 30 * 60;

/**
 * The steps that delete an Auto Scaling group: protection off, no instances, the group itself, each waited for. Not by
 * force, so that hooks and draining have their time, and so that nothing else that holds it is overridden.
 * @param after what must be done first.
 */
export function groupSteps(group: AutoScalingGroup, region: string, after: readonly string[]): Step[] {
  // A group has a status only while it is being deleted.
  if (group.Status !== undefined) return [goneStep(group, region, after)];
  const release = planProtection(group, false, region, after);
  const emptied = emptySteps(group, region, [...after, ...release.map(({ id }) => id)]);
  const before = [...after, ...[...release, ...emptied].map(({ id }) => id)];
  const deletion = deleteStep(group, region, before);
  return [...release, ...emptied, deletion, goneStep(group, region, [deletion.id])];
}

function emptySteps(group: AutoScalingGroup, region: string, after: readonly string[]): Step[] {
  const { AutoScalingGroupName: name = '', MinSize = 0, DesiredCapacity = 0, Instances = [] } = group;
  const set = (least: number, desired: number) =>
    capacityCall('autoscaling', 'UpdateAutoScalingGroup', {
      AutoScalingGroupName: name,
      MinSize: least,
      DesiredCapacity: desired,
    });
  const shrink: Step = {
    id: 'group-size',
    action: 'update',
    verb: 'empty',
    resource: groupResource(group, region),
    reason: `${countOf(Instances.length)}, with whatever is on ${Instances.length === 1 ? 'it' : 'them'}`,
    changes: [
      ...(MinSize > 0 ? [{ field: 'minimum', from: MinSize, to: 0 }] : []),
      ...(DesiredCapacity > 0 ? [{ field: 'desired capacity', from: DesiredCapacity, to: 0 }] : []),
    ],
    after,
    call: set(0, 0),
    undo: set(MinSize, DesiredCapacity),
  };
  const isDue = shrink.changes.length > 0;
  if (!isDue && Instances.length === 0) return [];
  const empty: Step = {
    id: 'group-empty',
    action: 'wait',
    verb: 'wait for',
    resource: { ...groupResource(group, region), type: 'end of the instances of group' },
    reason: 'only an empty group can be deleted without force',
    changes: [],
    after: isDue ? [shrink.id] : after,
    call: capacityCall('autoscaling', 'EmptyAutoScalingGroup', { AutoScalingGroupName: name }),
    until: 'group empty',
    patience,
  };
  return isDue ? [shrink, empty] : [empty];
}

function countOf(instances: number): string {
  if (instances === 0) return 'the instances that it wants do not come';
  return instances === 1 ? 'its only instance ends' : `its ${instances} instances end`;
}

function deleteStep(group: AutoScalingGroup, region: string, after: readonly string[]): Step {
  const { AutoScalingGroupName: name = '' } = group;
  return {
    id: 'group',
    action: 'delete',
    resource: groupResource(group, region),
    reason: 'its capacity provider is gone',
    changes: [],
    after,
    call: capacityCall('autoscaling', 'DeleteAutoScalingGroup', { AutoScalingGroupName: name }),
    settles: { errors: ['ScalingActivityInProgressFault', 'ResourceContentionFault'], seconds: 300 },
  };
}

function goneStep(group: AutoScalingGroup, region: string, after: readonly string[]): Step {
  return {
    id: 'group-gone',
    action: 'wait',
    verb: 'wait for',
    resource: { ...groupResource(group, region), type: 'end of Auto Scaling group' },
    reason: 'AWS deletes it after it has answered',
    changes: [],
    after,
    call: capacityCall('autoscaling', 'DescribeAutoScalingGroups', {
      AutoScalingGroupNames: [group.AutoScalingGroupName ?? ''],
    }),
    until: 'group deleted',
    patience,
  };
}
