import { type Cluster, ECSClient } from '@aws-sdk/client-ecs';
import type { Aws } from '../../aws/aws.ts';
import { readCluster } from '../../ecs/read-clusters.ts';
import { readProviders } from '../../ecs/read-providers.ts';
import { readServices } from '../../ecs/read-services.ts';
import { readTasks } from '../../ecs/read-tasks.ts';
import type { FoundCapacity } from '../found.ts';
import { serviceUses, taskUses, type Use } from './uses.ts';

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
  const [providers, uses] = await Promise.all([
    readProviders(aws, [cluster]),
    readUses(aws, cluster, leaving),
  ]);
  const region = await aws.client(ECSClient).config.region();
  return { region, cluster, providers, uses };
}

async function readUses(
  aws: Aws,
  { clusterName: cluster = '', capacityProviders = [] }: Cluster,
  leaving: readonly string[],
): Promise<Use[]> {
  const asked = leaving.filter((name) => capacityProviders.includes(name));
  if (asked.length === 0) return [];
  const [services, tasks] = await Promise.all([readServices(aws, cluster), readTasks(aws, cluster)]);
  return [...serviceUses(services, asked), ...taskUses(tasks, asked)];
}
