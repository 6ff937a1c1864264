import type { Region } from '../../world/region.ts';
import { tasksIn } from './lookup.ts';
import { type Cluster, isLive } from './state.ts';

/** Whether a service of the cluster sends tasks to the capacity provider, or did in a deployment that is not through, or a task runs there. */
export function isInUse(cluster: Cluster, name: string): boolean {
  for (const { status, rollouts, taskSets } of cluster.services.values()) {
    const strategies = [...rollouts, ...taskSets.map(({ about }) => about)];
    const used = strategies.some(({ capacityProviderStrategy }) =>
      capacityProviderStrategy?.some(({ capacityProvider }) => capacityProvider === name),
    );
    if (used && status !== 'INACTIVE') return true;
  }
  for (const task of tasksIn(cluster)) if (isLive(task) && task.capacityProvider === name) return true;
  return false;
}

/** The cluster's capacity providers of managed instances, which nobody puts on it and nobody takes off. */
export function ownProviders(region: Region, cluster: Cluster): string[] {
  return cluster.capacityProviders.filter(
    (name) => region.ecs.capacityProviders.get(name)?.about.cluster === cluster.name,
  );
}
