import { type Cluster, ECSClient } from '@aws-sdk/client-ecs';
import type { Aws } from '../../aws/aws.ts';
import { readCluster } from '../../ecs/read-clusters.ts';
import { readProviders } from '../../ecs/read-providers.ts';
import type { FoundCapacity } from '../found.ts';
import { readUses } from '../read/uses.ts';
import type { Use } from '../uses.ts';

/** A cluster with what uses the capacity providers that are to leave it. */
export interface FoundInUse extends FoundCapacity {
  readonly uses: readonly Use[];
}

/**
 * What the cluster has, and what in it uses these providers. Nothing is asked of services and tasks where the cluster
 * has none of them.
 * @throws a `not-found` failure for the cluster.
 */
export async function readInUse(aws: Aws, name: string, leaving: readonly string[]): Promise<FoundInUse> {
  const cluster = await readCluster(aws, name);
  const [providers, uses] = await Promise.all([readProviders(aws, [cluster]), usesOf(aws, cluster, leaving)]);
  const region = await aws.client(ECSClient).config.region();
  return { region, cluster, providers, uses };
}

/** What uses those that the cluster has; it is not asked for where the cluster has none of them. */
async function usesOf(
  aws: Aws,
  { clusterName: cluster = '', capacityProviders = [] }: Cluster,
  leaving: readonly string[],
): Promise<Use[]> {
  const asked = leaving.filter((name) => capacityProviders.includes(name));
  return asked.length === 0 ? [] : readUses(aws, cluster, asked);
}
