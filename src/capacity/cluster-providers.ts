import type { Cluster } from '@aws-sdk/client-ecs';
import { type Strategy, strategyOf } from '../ecs/strategy.ts';

/** What is to become of a cluster's capacity providers, whatever else it has by then. */
export interface ProvidersChange {
  readonly cluster: string;
  readonly attach?: readonly string[];
  readonly detach?: readonly string[];
  /** The default strategy from then on; as it is where this is left out. */
  readonly strategy?: Strategy;
  /** Those that belong to the cluster alone: AWS lists them with the others and lets nobody put them. */
  readonly own?: readonly string[];
}

/** What PutClusterCapacityProviders takes, which replaces all that there is. */
export interface ClusterProviders {
  readonly capacityProviders: readonly string[];
  readonly defaultCapacityProviderStrategy: Strategy;
}

/** What the cluster has with the change made: what the change does not name stays. */
export function changed(cluster: Cluster, change: ProvidersChange): ClusterProviders {
  const { attach = [], detach = [], own = [], strategy } = change;
  const now = providersOf(cluster);
  const names = [...new Set([...now.capacityProviders, ...attach])];
  return {
    capacityProviders: names.filter((name) => !detach.includes(name) && !own.includes(name)),
    defaultCapacityProviderStrategy:
      strategy ??
      now.defaultCapacityProviderStrategy.filter(
        ({ capacityProvider }) => !detach.includes(capacityProvider),
      ),
  };
}

/** What the cluster has now. */
export function providersOf(cluster: Cluster): ClusterProviders {
  return {
    capacityProviders: cluster.capacityProviders ?? [],
    defaultCapacityProviderStrategy: strategyOf(cluster.defaultCapacityProviderStrategy),
  };
}
