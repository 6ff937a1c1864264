import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { CapacityProvider, Cluster } from '@aws-sdk/client-ecs';
import { isOfOneCluster } from '../ecs/provider-cluster.ts';

export { groupOf } from '../ecs/provider-group.ts';

/** What AWS says of a cluster and of the capacity providers that it has or could have. */
export interface FoundCapacity {
  readonly region: string;
  readonly cluster: Cluster;
  readonly providers: readonly CapacityProvider[];
  /** The Auto Scaling group that was named, with its instances. */
  readonly group?: AutoScalingGroup;
}

/** Those of a cluster's capacity providers that are its own alone, and are never put on or taken off. */
export function ownProviders({ providers }: Pick<FoundCapacity, 'providers'>): string[] {
  return providers.filter(isOfOneCluster).flatMap(({ name }) => name ?? []);
}
