import type { AutoScalingGroup, Instance } from '@aws-sdk/client-auto-scaling';
import type { CapacityProvider } from '@aws-sdk/client-ecs';
import { batches } from '../../aws/pages.ts';
import type { Step } from '../../plan/plan.ts';
import { capacityCall } from '../calls.ts';
import { groupResource } from '../group-resource.ts';

/** Instances that one SetInstanceProtection takes. */
export const instancesAtOnce = 50;

/**
 * The steps that make managed termination protection hold, or that let go again: the provider's setting alone does
 * nothing for instances that the group does not protect. The group's flag goes first, so that no instance slips
 * through between the two.
 * @param on whether instances are to be protected; undefined leaves all as it is.
 * @param after what must be done first.
 */
export function planProtection(
  group: AutoScalingGroup,
  on: boolean | undefined,
  region: string,
  after: readonly string[] = [],
): Step[] {
  if (on === undefined) return [];
  const flag = flagStep(group, on, region, after);
  const before = [...after, ...flag.map(({ id }) => id)];
  return [...flag, ...instanceSteps(group, on, region, before)];
}

function flagStep(group: AutoScalingGroup, on: boolean, region: string, after: readonly string[]): Step[] {
  const { AutoScalingGroupName: name = '', NewInstancesProtectedFromScaleIn: now = false } = group;
  if (now === on) return [];
  const set = (to: boolean) =>
    capacityCall('autoscaling', 'UpdateAutoScalingGroup', {
      AutoScalingGroupName: name,
      NewInstancesProtectedFromScaleIn: to,
    });
  return [
    {
      id: 'group-protection',
      action: 'update',
      resource: groupResource(group, region),
      reason: on
        ? 'ECS protects no instance of a group that does not protect new ones'
        : 'an instance that is protected would never be taken away again',
      changes: [{ field: 'protection of new instances', from: now, to: on }],
      after,
      call: set(on),
      undo: set(now),
    },
  ];
}

function instanceSteps(
  group: AutoScalingGroup,
  on: boolean,
  region: string,
  after: readonly string[],
): Step[] {
  const { AutoScalingGroupName: name = '', Instances = [] } = group;
  const others = Instances.filter((one) => isStaying(one) && (one.ProtectedFromScaleIn ?? false) !== on);
  const ids = others.flatMap(({ InstanceId }) => InstanceId ?? []);
  return batches(ids, instancesAtOnce).map((InstanceIds, index) => {
    const set = (ProtectedFromScaleIn: boolean) =>
      capacityCall('autoscaling', 'SetInstanceProtection', {
        AutoScalingGroupName: name,
        InstanceIds,
        ProtectedFromScaleIn,
      });
    return {
      id: `instance-protection:${index + 1}`,
      action: 'update',
      verb: on ? 'protect' : 'release',
      resource: { type: 'instances of group', id: name, region },
      reason: on
        ? "the group's setting is for new instances only, and these are there already"
        : "the group's setting is for new instances only, and these stay protected",
      changes: [{ field: 'protected from scale-in', from: on ? [] : InstanceIds, to: on ? InstanceIds : [] }],
      after,
      call: set(on),
      undo: set(!on),
    };
  });
}

/** One that is about to end cannot be protected any more. */
export function isStaying({ LifecycleState }: Instance): boolean {
  return !/^(Terminat|Detach)/.test(LifecycleState ?? '');
}

/**
 * What must be known of a group whose instances are protected, while nothing is asked of their protection: ECS could
 * not take them away again.
 */
export function protectionWarning(
  group: AutoScalingGroup,
  on: boolean | undefined,
  existing: CapacityProvider | undefined,
): string[] {
  const protects = existing?.autoScalingGroupProvider?.managedTerminationProtection === 'ENABLED';
  if (on !== undefined || protects || !group.NewInstancesProtectedFromScaleIn) return [];
  return [
    `group ${group.AutoScalingGroupName} protects its instances from scale-in, so that ECS cannot take one away: ` +
      'add --protect to have ECS see to it, or --no-protect to end it',
  ];
}
