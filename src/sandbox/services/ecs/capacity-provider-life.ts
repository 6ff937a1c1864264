import type { CapacityProvider } from '@aws-sdk/client-ecs';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { roleFlaw } from './managed-instances.ts';
import { endMachines } from './managed-machines.ts';
import { isInUse } from './provider-use.ts';
import type { Cluster, Provider } from './state.ts';
import { buryTags } from './tags.ts';

const FARGATE = ['FARGATE', 'FARGATE_SPOT'] as const;
/** For how long a deleted capacity provider can still be described as INACTIVE. */
const REMEMBERED_MS = 3600 * 1000;

type Change = 'CREATE' | 'UPDATE' | 'DELETE';

/** The two that every account has. */
export function fargateProviders(region: Region): CapacityProvider[] {
  return FARGATE.map((name) => ({
    capacityProviderArn: arn(region, 'ecs', `capacity-provider/${name}`),
    name,
    status: 'ACTIVE',
    type: name,
    tags: [],
  }));
}

/** Whether the name is one of AWS's own capacity providers. */
export function isReserved(name: string): boolean {
  return FARGATE.some((reserved) => reserved === name);
}

/** Begins a change that is over some seconds later; where the rules say none, at once. */
export function begin(region: Region, provider: Provider, change: Change, now: Date): void {
  const at = now.getTime();
  const isLeaving = change === 'DELETE' && provider.about.cluster !== undefined;
  provider.about = {
    ...provider.about,
    ...(isLeaving && { status: 'DEPROVISIONING' }),
    updateStatus: `${change}_IN_PROGRESS`,
    updateStatusReason: undefined,
  };
  provider.settlesAt = at + region.rules.capacityProviderSeconds * 1000;
  if (provider.settlesAt <= at) settle(region, provider, at);
}

/** Ends the changes of capacity providers that have taken their time, and forgets those deleted an hour ago. */
export function settleProviders(region: Region, tick: Tick): void {
  for (const [name, provider] of region.ecs.capacityProviders) {
    if (provider.settlesAt !== undefined && tick.at >= provider.settlesAt) settle(region, provider, tick.at);
    const { deletedAt } = provider;
    if (deletedAt !== undefined && tick.at - deletedAt >= REMEMBERED_MS)
      region.ecs.capacityProviders.delete(name);
  }
}

function settle(region: Region, provider: Provider, at: number): void {
  const { about } = provider;
  provider.settlesAt = undefined;
  if (about.updateStatus === 'DELETE_IN_PROGRESS') {
    if (about.cluster === undefined) endDeletion(region, provider, at);
    else endManaged(region, provider, about.cluster, at);
    return;
  }
  const change = about.updateStatus === 'CREATE_IN_PROGRESS' ? 'CREATE' : 'UPDATE';
  const flaw = about.managedInstancesProvider && roleFlaw(region, about.managedInstancesProvider);
  if (flaw) {
    provider.about = { ...about, updateStatus: `${change}_FAILED`, updateStatusReason: flaw };
  } else {
    provider.about = { ...about, status: 'ACTIVE', updateStatus: `${change}_COMPLETE` };
  }
}

/** Its instances end before it is gone; one that is in use is not deleted. */
function endManaged(region: Region, provider: Provider, clusterName: string, at: number): void {
  const { about } = provider;
  const cluster = region.ecs.clusters.get(clusterName);
  const { name = '' } = about;
  const use = cluster && useOf(cluster, name);
  if (use) {
    const updateStatusReason =
      `The capacity provider cannot be deleted because it is in use by ${use} of cluster ${clusterName}. ` +
      'Remove it from there and try again.';
    provider.about = { ...about, status: 'ACTIVE', updateStatus: 'DELETE_FAILED', updateStatusReason };
    return;
  }
  if (cluster && provider.machines?.length) {
    endMachines(region, cluster, provider, at);
    provider.settlesAt = at + region.rules.capacityProviderSeconds * 1000;
    return;
  }
  if (cluster) cluster.capacityProviders = cluster.capacityProviders.filter((one) => one !== name);
  end(region, provider, at);
}

function useOf(cluster: Cluster, name: string): string | undefined {
  if (isInUse(cluster, name)) return 'services or tasks';
  const isDefault = cluster.defaultCapacityProviderStrategy.some(
    ({ capacityProvider }) => capacityProvider === name,
  );
  return isDefault ? 'the default capacity provider strategy' : undefined;
}

function endDeletion(region: Region, provider: Provider, at: number): void {
  const { about } = provider;
  const holder = [...region.ecs.clusters.values()].find(({ capacityProviders }) =>
    capacityProviders.includes(about.name ?? ''),
  );
  if (holder) {
    const updateStatusReason =
      'The capacity provider cannot be deleted because it is associated with the following cluster: ' +
      `${holder.name}. Remove the capacity provider from the cluster and try again.`;
    provider.about = { ...about, updateStatus: 'DELETE_FAILED', updateStatusReason };
    return;
  }
  end(region, provider, at);
}

function end(region: Region, provider: Provider, at: number): void {
  provider.about = { ...provider.about, status: 'INACTIVE', updateStatus: 'DELETE_COMPLETE' };
  provider.deletedAt = at;
  buryTags(region, provider.about.capacityProviderArn ?? '', new Date(at));
}
