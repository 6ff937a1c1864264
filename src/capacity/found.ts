import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { CapacityProvider, Cluster } from '@aws-sdk/client-ecs';
import { nameOf } from '../aws/arn.ts';

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

/** Whether it belongs to one cluster, as those of managed instances do. */
export function isOfOneCluster({ type, cluster }: CapacityProvider): boolean {
  return type === 'MANAGED_INSTANCES' || cluster !== undefined;
}

/** The name of the Auto Scaling group behind a capacity provider, where there is one. */
export function groupOf({ autoScalingGroupProvider }: CapacityProvider): string | undefined {
  const { autoScalingGroupArn } = autoScalingGroupProvider ?? {};
  return autoScalingGroupArn === undefined ? undefined : groupName(autoScalingGroupArn);
}

/** The name of an Auto Scaling group from its name or its ARN, behind whose last part a name with slashes may stand. */
export function groupName(nameOrArn: string): string {
  const [, name] = /^arn:.*:autoScalingGroupName\/(.+)$/s.exec(nameOrArn) ?? [];
  return name ?? nameOf(nameOrArn);
}
