import type {
  ScalableTarget,
  ScalingActivity,
  ScalingPolicy,
  ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling';
import type { Service } from '@aws-sdk/client-ecs';
import type { ServiceName } from '../../ecs/service-name.ts';

/** What AWS says of all services that have a scalable target, in a region or in a cluster. */
export interface FoundScaled {
  readonly region: string;
  /** The cluster that was asked for. */
  readonly cluster?: string;
  readonly targets: readonly ScalableTarget[];
  /** By resource id. */
  readonly policies: ReadonlyMap<string, readonly ScalingPolicy[]>;
  readonly schedules: ReadonlyMap<string, readonly ScheduledAction[]>;
  /** Without those that ECS no longer knows. */
  readonly services: ReadonlyMap<string, Service>;
}

export interface FoundSummary extends FoundScaled {
  readonly at: Date;
  readonly since: Date;
  /** The newest first. */
  readonly activities: ReadonlyMap<string, readonly ScalingActivity[]>;
}

/** The service that a scalable target is of, or undefined for a resource id of another form. */
export function serviceOf(resourceId: string | undefined): ServiceName | undefined {
  const [kind, cluster, service] = resourceId?.split('/') ?? [];
  return kind === 'service' && cluster && service ? { cluster, service } : undefined;
}
