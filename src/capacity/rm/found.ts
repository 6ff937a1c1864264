import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { CapacityProvider, Cluster } from '@aws-sdk/client-ecs';
import type { Use } from '../uses.ts';

/** What AWS says of a capacity provider that is to be deleted, and of all that has to do with it. */
export interface FoundRemoval {
  readonly region: string;
  /** Also one that has just been deleted, which AWS describes for a while; undefined where AWS knows none. */
  readonly provider?: CapacityProvider;
  /** All that are there. */
  readonly providers: readonly CapacityProvider[];
  /** The clusters that have it, or that it has not quite left. */
  readonly holders: readonly Holder[];
  /** Its Auto Scaling group, where that is there. */
  readonly group?: AutoScalingGroup;
  /** The tasks on the group's instances; nobody asks where the group is to stay. */
  readonly occupants: readonly Occupant[];
}

export interface Holder {
  readonly cluster: Cluster;
  /** What in the cluster uses the provider. */
  readonly uses: readonly Use[];
}

/** A task on an instance. */
export interface Occupant {
  readonly cluster: string;
  /** The id of the EC2 instance. */
  readonly instance: string;
  /** The task's id. */
  readonly task: string;
  /** The name of the service that it belongs to. */
  readonly service?: string;
}
