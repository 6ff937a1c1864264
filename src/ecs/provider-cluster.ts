import type { CapacityProvider } from '@aws-sdk/client-ecs';
import { nameOf } from '../aws/arn.ts';

/** Whether it belongs to one cluster, as those of managed instances do: it is never put on or taken off. */
export function isOfOneCluster({ type, cluster }: CapacityProvider): boolean {
  return type === 'MANAGED_INSTANCES' || cluster !== undefined;
}

/** The member by which a request names the cluster of a capacity provider that belongs to one. */
export function clusterOf(provider: CapacityProvider): { cluster?: string } {
  return isOfOneCluster(provider) && provider.cluster ? { cluster: nameOf(provider.cluster) } : {};
}
