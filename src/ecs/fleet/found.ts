import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { CapacityProvider, ContainerInstance, Service, Task, TaskDefinition } from '@aws-sdk/client-ecs';

/** What AWS says of the capacity under a cluster, or of as much of it as one service uses. */
export interface FoundFleet {
  /** When AWS answered. */
  readonly at: Date;
  /** The cluster's name. */
  readonly cluster: string;
  readonly providers: readonly CapacityProvider[];
  readonly instances: readonly ContainerInstance[];
  readonly services: readonly Service[];
  readonly tasks: readonly Task[];
  /** Of the tasks that wait for a place, by ARN. */
  readonly definitions: ReadonlyMap<string, TaskDefinition>;
  /** By name. */
  readonly groups: ReadonlyMap<string, FoundGroup>;
  /** By instance type. */
  readonly machines: ReadonlyMap<string, Machine>;
  /** By the name of the capacity provider; a value a minute, the oldest first. */
  readonly reservations: ReadonlyMap<string, readonly ReservationPoint[]>;
}

/** An Auto Scaling group behind a capacity provider. */
export interface FoundGroup {
  readonly group: AutoScalingGroup;
  /** The types that its launch template and its overrides name; undefined where requirements choose them. */
  readonly types: readonly string[] | undefined;
  /** Its last launch, where that failed. */
  readonly failure?: FailedLaunch | undefined;
  /** When the launch of an instance began, by id; only where some are not in the cluster yet. */
  readonly launches?: ReadonlyMap<string, Date> | undefined;
}

export interface FailedLaunch {
  readonly at: Date;
  /** Why, in the words of AWS. */
  readonly reason: string;
}

/** What a machine of an instance type has, as EC2 describes the type. */
export interface Machine {
  /** CPU units, 1,024 a core. */
  readonly cpu: number;
  /** MiB, of which the operating system keeps some for itself. */
  readonly memory: number;
  /** Its own first network interface included; undefined where EC2 does not say it. */
  readonly interfaces: number | undefined;
}

/** CapacityProviderReservation of one minute. */
export interface ReservationPoint {
  readonly at: Date;
  readonly percent: number;
}
