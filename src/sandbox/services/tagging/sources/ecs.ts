import { resourceOf } from '../../../world/arn.ts';
import type { Region } from '../../../world/region.ts';
import { clusterName, lastPart, serviceIn, taskDefinitionOf } from '../../ecs/lookup.ts';
import type { Provider } from '../../ecs/state.ts';
import type { TagSource, Tags } from './source.ts';

export const ecsTags: TagSource = {
  *resources(region) {
    for (const arn of region.ecs.tags.keys())
      if (isThere(region, arn)) yield { arn, tags: read(region, arn) };
  },
  keeps: isThere,
  read,
  write({ ecs }, arn, wanted) {
    ecs.tags.set(
      arn,
      Object.entries(wanted).map(([key, value]) => ({ key, value })),
    );
  },
};

function read({ ecs }: Region, arn: string): Tags {
  return Object.fromEntries((ecs.tags.get(arn) ?? []).map(({ key = '', value = '' }) => [key, value]));
}

function isLasting(provider: Provider | undefined): boolean {
  return provider !== undefined && provider.deletedAt === undefined;
}

/** Clusters and services stay describable as INACTIVE for a while, but they are gone all the same. */
function isThere(region: Region, arn: string): boolean {
  if (arn.split(':')[2] !== 'ecs') return false;
  const [kind = '', clusterOrName = ''] = resourceOf(arn).split('/');
  const cluster = region.ecs.clusters.get(clusterName(clusterOrName));
  switch (kind) {
    case 'cluster':
      return cluster !== undefined && cluster.status !== 'INACTIVE';
    case 'service':
      return cluster !== undefined && (serviceIn(cluster, arn)?.status ?? 'INACTIVE') !== 'INACTIVE';
    case 'task-definition':
      return taskDefinitionOf(region, arn) !== undefined;
    case 'capacity-provider':
      return isLasting(region.ecs.capacityProviders.get(lastPart(arn)));
    default:
      return region.ecs.tags.has(arn);
  }
}
