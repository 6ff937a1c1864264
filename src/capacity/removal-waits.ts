import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { CapacityProvider } from '@aws-sdk/client-ecs';
import type { Wait } from '../plan/apply.ts';

/** Until AWS has deleted a capacity provider, or says why it could not. */
export function providerDeleted(output: Parameters<Wait>[0]): ReturnType<Wait> {
  const [found] = listOf<CapacityProvider>(output.capacityProviders);
  const { name, status, updateStatus, updateStatusReason } = found ?? {};
  if (!found || status === 'INACTIVE' || updateStatus === 'DELETE_COMPLETE') {
    return { kind: 'done', value: output };
  }
  if (updateStatus !== 'DELETE_FAILED') {
    return { kind: 'waiting', for: `capacity provider ${name} to be deleted` };
  }
  const reason = updateStatusReason?.replace(/\.$/, '') ?? 'AWS gives no reason';
  return {
    kind: 'failed',
    why:
      `capacity provider ${name} could not be deleted: ${reason}; ` +
      'something has begun to use it meanwhile, and the same command again says by what or takes it off',
  };
}

/** Until an Auto Scaling group has no instance any more. */
export function groupEmpty(output: Parameters<Wait>[0]): ReturnType<Wait> {
  const [group] = listOf<AutoScalingGroup>(output.AutoScalingGroups);
  const { AutoScalingGroupName: name, Instances = [] } = group ?? {};
  const { length } = Instances;
  if (length === 0) return { kind: 'done', value: output };
  const held = Instances.filter(({ LifecycleState }) => LifecycleState === 'Terminating:Wait').length;
  const hooks = held > 0 ? `, ${held} of which a lifecycle hook holds` : '';
  const instances = length === 1 ? 'the last instance' : `${length} instances`;
  return { kind: 'waiting', for: `${instances} of group ${name} to end${hooks}` };
}

/** Until an Auto Scaling group is described no more. */
export function groupDeleted(output: Parameters<Wait>[0]): ReturnType<Wait> {
  const [group] = listOf<AutoScalingGroup>(output.AutoScalingGroups);
  if (!group) return { kind: 'done', value: output };
  return { kind: 'waiting', for: `group ${group.AutoScalingGroupName} to be deleted` };
}

function listOf<Item>(value: unknown): readonly Item[] {
  return Array.isArray(value) ? value : [];
}
