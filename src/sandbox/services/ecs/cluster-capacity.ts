import type {
  CapacityProviderStrategyItem,
  PutClusterCapacityProvidersCommandInput,
  PutClusterCapacityProvidersCommandOutput,
} from '@aws-sdk/client-ecs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { attach, checkIdle } from './cluster-attachments.ts';
import { withFields } from './cluster-shape.ts';
import { findCluster, invalidParameter, lastPart } from './lookup.ts';
import { isInUse, ownProviders } from './provider-use.ts';
import type { Cluster } from './state.ts';
import { checkProviders, checkStrategy } from './strategies.ts';

/**
 * Replaces the cluster's capacity providers and its default strategy. The answer comes at once; until the attachments
 * are complete, every further change is refused with UpdateInProgressException. A provider that a service or a task
 * still uses cannot be left out: ResourceInUseException.
 */
export function PutClusterCapacityProviders(
  input: PutClusterCapacityProvidersCommandInput,
  { region, now }: Call,
): Answer<PutClusterCapacityProvidersCommandOutput> {
  const cluster = findCluster(region, input.cluster);
  checkIdle(cluster);
  const names = (input.capacityProviders ?? []).map(lastPart);
  const strategy = input.defaultCapacityProviderStrategy ?? [];
  checkProviders(region, names);
  checkStrategy(strategy);
  checkDefault(region, cluster, names, strategy);
  const own = ownProviders(region, cluster);
  const dropped = cluster.capacityProviders.filter((name) => !names.includes(name) && !own.includes(name));
  if (dropped.some((name) => isInUse(cluster, name))) {
    throw new AwsError(
      'ResourceInUseException',
      'The specified capacity provider is in use and cannot be removed.',
    );
  }
  attach(region, cluster, [...names, ...own], now);
  cluster.defaultCapacityProviderStrategy = strategy;
  return { cluster: withFields(region, cluster, ['SETTINGS', 'ATTACHMENTS']) };
}

/** Those of managed instances can be in the default without being put on: they are the cluster's own. */
function checkDefault(
  region: Region,
  cluster: Cluster,
  names: readonly string[],
  strategy: readonly CapacityProviderStrategyItem[],
): void {
  const own = ownProviders(region, cluster);
  for (const { capacityProvider = '' } of strategy) {
    if (names.includes(capacityProvider)) continue;
    if (!own.includes(capacityProvider)) {
      throw invalidParameter('The default strategy can only name capacity providers of the cluster.');
    }
    if (region.ecs.capacityProviders.get(capacityProvider)?.about.status !== 'ACTIVE') {
      throw invalidParameter(
        `The specified capacity provider '${capacityProvider}' is not in an ACTIVE state. Specify a valid capacity ` +
          'provider and try again.',
      );
    }
  }
}
