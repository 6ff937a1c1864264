import type { CapacityProvider } from '@aws-sdk/client-ecs';
import type { Resource, Step } from '../../plan/plan.ts';
import { capacityCall } from '../calls.ts';
import { changedFields } from '../changed-fields.ts';
import { fieldsOf } from './fields.ts';
import type { FoundManaged } from './found.ts';
import { merged } from './settings.ts';
import type { WantedManaged } from './wanted.ts';

/**
 * The step that makes the provider, or that changes what differs of the one there is; undefined where nothing does. A
 * change that failed is made once more.
 */
export function planProvider(wanted: WantedManaged, found: FoundManaged): Step | undefined {
  const { existing, region } = found;
  const arn = existing?.capacityProviderArn;
  const resource = { type: 'capacity provider', id: wanted.name, ...(arn && { arn }), region };
  return existing ? update(wanted, found, existing, resource) : create(wanted, found, resource);
}

function create(wanted: WantedManaged, found: FoundManaged, resource: Resource): Step {
  const { cluster, name } = wanted;
  const settings = merged({}, wanted, found);
  const { infrastructureRoleArn, instanceLaunchTemplate } = settings;
  return {
    id: 'provider',
    action: 'create',
    resource,
    reason: `ECS is to run instances of its own for tasks of cluster ${cluster}`,
    changes: changedFields({}, fieldsOf(settings)),
    after: [],
    call: capacityCall('ecs', 'CreateCapacityProvider', {
      name,
      cluster,
      managedInstancesProvider: { ...settings, infrastructureRoleArn, instanceLaunchTemplate },
    }),
  };
}

function update(
  wanted: WantedManaged,
  found: FoundManaged,
  { managedInstancesProvider: before = {}, updateStatus }: CapacityProvider,
  resource: Resource,
): Step | undefined {
  const { cluster, name } = wanted;
  const settings = merged(before, wanted, found);
  const changes = changedFields(fieldsOf(before), fieldsOf(settings));
  const hasFailed = updateStatus === 'UPDATE_FAILED';
  if (changes.length === 0 && !hasFailed) return undefined;
  const set = ({ infrastructureRoleArn, instanceLaunchTemplate, ...rest }: typeof settings) => {
    // How instances are paid for is fixed when the provider is made, and no member of a change.
    const { capacityOptionType: _fixed, fipsEnabled: _too, ...template } = instanceLaunchTemplate ?? {};
    return capacityCall('ecs', 'UpdateCapacityProvider', {
      name,
      cluster,
      managedInstancesProvider: { ...rest, infrastructureRoleArn, instanceLaunchTemplate: template },
    });
  };
  return {
    id: 'provider',
    action: 'update',
    resource,
    reason: hasFailed
      ? 'its last change failed'
      : 'it holds for instances that are launched from then on; those that run stay as they are',
    changes,
    after: [],
    call: set(settings),
    undo: set(before),
    settles: { errors: ['UpdateInProgressException'], seconds: 120 },
  };
}
