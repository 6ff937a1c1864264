import type { ScalingActivity } from '@aws-sdk/client-application-auto-scaling';
import type { CapacityProvider, Cluster } from '@aws-sdk/client-ecs';
import type { FoundFleet } from '../../ecs/fleet/found.ts';
import type { FoundScaling } from '../found.ts';

export interface MetricPoint {
  readonly at: Date;
  readonly value: number;
}

/** What AWS says of a service's scaling, for a screen: `alarms` are all alarms of all its policies. */
export interface FoundStatus extends FoundScaling {
  /** When AWS answered. */
  readonly at: Date;
  /** How far back metrics and activities go. */
  readonly since: Date;
  /** The newest first. */
  readonly activities: readonly ScalingActivity[];
  readonly cluster?: Cluster;
  /** Those that the service uses; the two of Fargate are not asked for. */
  readonly capacityProviders: readonly CapacityProvider[];
  /** The instances under it; only where the service runs on any. */
  readonly fleet?: FoundFleet;
  /** Why the instances could not be looked at. */
  readonly fleetRefusal?: string;
  /** A point a minute, by the name of the policy that watches the metric; the oldest first. */
  readonly points: ReadonlyMap<string, readonly MetricPoint[]>;
}
