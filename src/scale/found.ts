import type {
  ScalableTarget,
  ScalingPolicy,
  ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling';
import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { MetricConfiguration, Service } from '@aws-sdk/client-ecs';
import type { ServiceName } from '../ecs/service-name.ts';

/** The resource id of a service's scalable target: names, never ARNs. */
export function resourceId({ cluster, service }: ServiceName): string {
  return `service/${cluster}/${service}`;
}

/** The two members by which every call of Application Auto Scaling names the service's desired count. */
export function scalableDimension(name: ServiceName) {
  return {
    ServiceNamespace: 'ecs',
    ResourceId: resourceId(name),
    ScalableDimension: 'ecs:service:DesiredCount',
  } as const;
}

/** A target group of the service and the application load balancer in front of it, if it is attached to one. */
export interface RequestRoute {
  readonly targetGroupArn: string;
  readonly loadBalancerArn?: string;
  /** `application`, `network` or `gateway`. */
  readonly loadBalancerType?: string;
}

/** What AWS says now of a service and of all that scales it. Parts that a verb does not need stay empty. */
export interface FoundScaling {
  readonly name: ServiceName;
  readonly region: string;
  readonly service: Service;
  /** `enabled`, `enhanced` or `disabled`: the cluster's Container Insights. */
  readonly containerInsights?: string;
  /** At which resolution ECS publishes the service's metrics; only read where a verb asks. */
  readonly monitoring: readonly MetricConfiguration[];
  readonly target?: ScalableTarget;
  readonly policies: readonly ScalingPolicy[];
  readonly schedules: readonly ScheduledAction[];
  /** The alarms that act on one of the policies, or that were asked for by name. */
  readonly alarms: readonly MetricAlarm[];
  readonly routes: readonly RequestRoute[];
  /** The queues that were asked for and exist. */
  readonly queues: readonly string[];
}
