import type {
  PutClusterCapacityProvidersCommandInput,
  PutClusterCapacityProvidersCommandOutput,
} from '@aws-sdk/client-ecs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { attach, checkIdle } from './cluster-attachments.ts';
import { withFields } from './cluster-shape.ts';
import { findCluster, invalidParameter, lastPart, tasksIn } from './lookup.ts';
import { type Cluster, isLive } from './state.ts';
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
  if (strategy.some(({ capacityProvider = '' }) => !names.includes(capacityProvider))) {
    throw invalidParameter('The default strategy can only name capacity providers of the cluster.');
  }
  const dropped = cluster.capacityProviders.filter((name) => !names.includes(name));
  if (dropped.some((name) => isInUse(cluster, name))) {
    throw new AwsError(
      'ResourceInUseException',
      'The specified capacity provider is in use and cannot be removed.',
    );
  }
  attach(region, cluster, names, now);
  cluster.defaultCapacityProviderStrategy = strategy;
  return { cluster: withFields(region, cluster, ['SETTINGS', 'ATTACHMENTS']) };
}

function isInUse(cluster: Cluster, name: string): boolean {
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
