import type { Cluster } from '@aws-sdk/client-ecs';
import { flawOf, strategyText } from '../ecs/strategy.ts';
import { changed, providersOf } from './cluster-providers.ts';

/**
 * Why a cluster's default strategy cannot do without capacity providers that leave, as the end of a sentence; undefined
 * where AWS takes what is left of it.
 */
export function defaultHolds(leaving: readonly string[], cluster: Cluster): string | undefined {
  const before = providersOf(cluster).defaultCapacityProviderStrategy;
  const after = changed(cluster, { cluster: cluster.clusterName ?? '', detach: leaving });
  const strategy = after.defaultCapacityProviderStrategy;
  if (strategy.length === before.length) return undefined;
  const flaw = flawOf(strategy);
  // Without any provider there can be no default, and nothing has to be chosen.
  if (!flaw && (strategy.length > 0 || after.capacityProviders.length === 0)) return undefined;
  const left = flaw
    ? `of which ${strategyText(strategy)} would be left, which ${flaw}`
    : 'of which nothing would be left';
  return `its default strategy is ${strategyText(before)}, ${left}`;
}

/** What must be known of a cluster that loses its last capacity provider. */
export function emptiedWarning(leaving: readonly string[], cluster: Cluster): string[] {
  const { capacityProviders = [], clusterName } = cluster;
  if (leaving.length === 0 || capacityProviders.some((name) => !leaving.includes(name))) return [];
  return [`cluster ${clusterName} has no capacity provider then: only a launch type places tasks there`];
}
