import type { CapacityProvider } from '@aws-sdk/client-ecs';
import { clusterOf } from '../../ecs/provider-cluster.ts';
import type { Step } from '../../plan/plan.ts';
import { capacityCall } from '../calls.ts';

/** Seconds until the wait is given up: instances that ECS runs itself end before their provider is gone. */
const patience = 30 * 60;

/**
 * The step that deletes the provider, and the wait until AWS has said whether it could. Of one that is being deleted
 * already, the wait alone.
 * @param after what must be done first.
 */
export function providerSteps(provider: CapacityProvider, region: string, after: readonly string[]): Step[] {
  const { name = '', capacityProviderArn: arn, status, updateStatus } = provider;
  const cluster = clusterOf(provider);
  const resource = { type: 'capacity provider', id: name, ...(arn && { arn }), region };
  const isUnderWay = status === 'DEPROVISIONING' || updateStatus === 'DELETE_IN_PROGRESS';
  const deletion: Step = {
    id: 'provider',
    action: 'delete',
    resource,
    reason:
      updateStatus === 'DELETE_FAILED'
        ? 'no service and no task uses it; deleting it has failed before'
        : 'no service and no task uses it',
    changes: [],
    after,
    call: capacityCall('ecs', 'DeleteCapacityProvider', { capacityProvider: name, ...cluster }),
    undo: capacityCall('ecs', 'CreateCapacityProvider', { name, ...cluster, ...settingsOf(provider) }),
    settles: { errors: ['UpdateInProgressException'], seconds: 120 },
  };
  const isAsked = isUnderWay && after.length === 0;
  const gone: Step = {
    id: 'provider-gone',
    action: 'wait',
    verb: 'wait for',
    resource: { ...resource, type: 'end of capacity provider' },
    reason: 'AWS takes every deletion, and says only afterwards whether it could be made',
    changes: [],
    after: isAsked ? [] : [deletion.id],
    call: capacityCall('ecs', 'LookAtCapacityProvider', { capacityProviders: [name], ...cluster }),
    until: 'capacity provider deleted',
    goal: ['ClusterNotFoundException'],
    patience,
  };
  return isAsked ? [gone] : [deletion, gone];
}

function settingsOf({
  autoScalingGroupProvider: group,
  managedInstancesProvider: managed,
}: CapacityProvider) {
  if (managed?.infrastructureRoleArn && managed.instanceLaunchTemplate) {
    const { infrastructureRoleArn, instanceLaunchTemplate } = managed;
    return { managedInstancesProvider: { ...managed, infrastructureRoleArn, instanceLaunchTemplate } };
  }
  return group ? { autoScalingGroupProvider: group } : {};
}
