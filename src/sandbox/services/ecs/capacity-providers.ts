import type {
  AutoScalingGroupProvider,
  AutoScalingGroupProviderUpdate,
  CapacityProvider,
  CreateCapacityProviderCommandInput,
  CreateCapacityProviderCommandOutput,
  DeleteCapacityProviderCommandInput,
  DeleteCapacityProviderCommandOutput,
  UpdateCapacityProviderCommandInput,
  UpdateCapacityProviderCommandOutput,
} from '@aws-sdk/client-ecs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import { autoScalingGroupArn, checkGroupProtects, markManaged } from './auto-scaling-group.ts';
import { begin, isReserved } from './capacity-provider-life.ts';
import { findCluster, invalidParameter, lastPart } from './lookup.ts';
import { changedManaged, newManaged } from './managed-instances.ts';
import { managedScaling } from './managed-scaling.ts';
import type { Provider } from './state.ts';
import { tagsOf } from './tags.ts';

/**
 * A capacity provider of an Auto Scaling group, or of managed instances in one cluster. It is ACTIVE a few seconds
 * later, and can be associated with a cluster then.
 */
export function CreateCapacityProvider(
  input: CreateCapacityProviderCommandInput,
  { region, now }: Call,
): Answer<CreateCapacityProviderCommandOutput> {
  const { name = '', autoScalingGroupProvider: group, managedInstancesProvider: managed, tags = [] } = input;
  checkName(region, name);
  if (!group === !managed) {
    throw invalidParameter('Specify either an Auto Scaling group provider or a managed instances provider.');
  }
  if (managed && !input.cluster) throw invalidParameter('A managed instances provider needs a cluster.');
  if (group && input.cluster) throw invalidParameter('An Auto Scaling group provider belongs to no cluster.');
  const cluster = managed && findCluster(region, input.cluster);
  const about: CapacityProvider = {
    capacityProviderArn: arn(region, 'ecs', `capacity-provider/${name}`),
    name,
    status: 'PROVISIONING',
    type: group ? 'EC2_AUTOSCALING' : 'MANAGED_INSTANCES',
    cluster: cluster?.name,
    autoScalingGroupProvider: group && withDefaults(region, name, group),
    managedInstancesProvider: managed && newManaged(managed),
  };
  const provider: Provider = { about, settlesAt: undefined, deletedAt: undefined };
  region.ecs.capacityProviders.set(name, provider);
  cluster?.capacityProviders.push(name);
  begin(region, provider, 'CREATE', now);
  if (tags.length > 0) region.ecs.tags.set(about.capacityProviderArn ?? '', tags);
  return { capacityProvider: { ...provider.about, tags } };
}

/** Changes what is named of a provider; its group, or how its managed instances are paid for, cannot be changed. */
export function UpdateCapacityProvider(
  input: UpdateCapacityProviderCommandInput,
  { region, now }: Call,
): Answer<UpdateCapacityProviderCommandOutput> {
  const provider = findProvider(region, input.name ?? '', input.cluster);
  if (provider.settlesAt !== undefined) {
    throw new AwsError(
      'UpdateInProgressException',
      'The capacity provider is being changed. Wait and try again.',
    );
  }
  const { autoScalingGroupProvider: group, managedInstancesProvider: managed } = provider.about;
  if (managed && input.managedInstancesProvider) {
    provider.about.managedInstancesProvider = changedManaged(managed, input.managedInstancesProvider);
  }
  if (group && input.autoScalingGroupProvider) {
    provider.about.autoScalingGroupProvider = changed(
      region,
      input.name,
      group,
      input.autoScalingGroupProvider,
    );
  }
  begin(region, provider, 'UPDATE', now);
  return {
    capacityProvider: { ...provider.about, tags: tagsOf(region, provider.about.capacityProviderArn ?? '') },
  };
}

/** Begins the deletion. One that a cluster still has is not deleted, which only its `updateStatus` tells later on. */
export function DeleteCapacityProvider(
  input: DeleteCapacityProviderCommandInput,
  { region, now }: Call,
): Answer<DeleteCapacityProviderCommandOutput> {
  const name = lastPart(input.capacityProvider ?? '');
  if (isReserved(name)) {
    throw invalidParameter(`The specified capacity provider '${name}' is reserved and cannot be deleted.`);
  }
  const provider = findProvider(region, name, input.cluster);
  begin(region, provider, 'DELETE', now);
  const shown = { ...provider.about, tags: tagsOf(region, provider.about.capacityProviderArn ?? '') };
  return { capacityProvider: shown };
}

function checkName(region: Region, name: string): void {
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(name) || /^(aws|ecs|fargate)/i.test(name)) {
    throw invalidParameter('Invalid capacity provider name.');
  }
  const known = region.ecs.capacityProviders.get(name)?.about;
  if (known && known.status !== 'INACTIVE') {
    throw new AwsError('ClientException', `The capacity provider ${name} already exists.`);
  }
}

/** One of managed instances is found in its cluster only. */
function findProvider(region: Region, nameOrArn: string, clusterName: string | undefined): Provider {
  const provider = region.ecs.capacityProviders.get(lastPart(nameOrArn));
  const { status, cluster } = provider?.about ?? {};
  const isHere = cluster === undefined || cluster === (clusterName && findCluster(region, clusterName).name);
  if (provider && status !== 'INACTIVE' && isHere) return provider;
  throw invalidParameter(`The specified capacity provider '${nameOrArn}' was not found.`);
}

/** An Auto Scaling group is scaled for one capacity provider. Throws ClientException for a second one. */
function checkUnshared(region: Region, name: string | undefined, settings: AutoScalingGroupProvider): void {
  if (settings.managedScaling?.status !== 'ENABLED') return;
  const { autoScalingGroupArn: arn } = settings;
  for (const { about } of region.ecs.capacityProviders.values()) {
    const { autoScalingGroupProvider: other, status } = about;
    if (about.name === name || status === 'INACTIVE' || other?.autoScalingGroupArn !== arn) continue;
    if (other?.managedScaling?.status !== 'ENABLED') continue;
    throw new AwsError(
      'ClientException',
      'The specified Auto Scaling group ARN is already being used by another capacity provider. Specify a unique Auto ' +
        'Scaling group ARN and try again.',
    );
  }
}

function withDefaults(
  region: Region,
  name: string,
  group: AutoScalingGroupProvider,
): AutoScalingGroupProvider {
  const managedTerminationProtection = group.managedTerminationProtection ?? 'DISABLED';
  const scaling = managedScaling(group.managedScaling ?? {});
  checkProtection(managedTerminationProtection, scaling.status);
  const groupArn = autoScalingGroupArn(region, group.autoScalingGroupArn ?? '');
  if (managedTerminationProtection === 'ENABLED') checkGroupProtects(region, groupArn);
  checkUnshared(region, name, { autoScalingGroupArn: groupArn, managedScaling: scaling });
  markManaged(region, groupArn);
  return {
    autoScalingGroupArn: groupArn,
    managedScaling: scaling,
    managedTerminationProtection,
    managedDraining: group.managedDraining ?? 'ENABLED',
  };
}

function changed(
  region: Region,
  name: string | undefined,
  group: AutoScalingGroupProvider,
  update: AutoScalingGroupProviderUpdate,
): AutoScalingGroupProvider {
  const next = {
    ...group,
    managedScaling: managedScaling({ ...group.managedScaling, ...update.managedScaling }),
    managedTerminationProtection: update.managedTerminationProtection ?? group.managedTerminationProtection,
    managedDraining: update.managedDraining ?? group.managedDraining,
  };
  checkProtection(next.managedTerminationProtection, next.managedScaling.status);
  checkUnshared(region, name, next);
  if (update.managedTerminationProtection === 'ENABLED') {
    checkGroupProtects(region, group.autoScalingGroupArn ?? '');
  }
  return next;
}

function checkProtection(protection: string | undefined, scaling: string | undefined): void {
  if (protection === 'ENABLED' && scaling !== 'ENABLED') {
    throw invalidParameter('Managed termination protection needs managed scaling to be enabled.');
  }
}
