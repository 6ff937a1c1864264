import type {
  ScalableTarget,
  ScalingActivity,
  ScalingPolicy,
  ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling';
import type { AlarmPair } from '../cloudwatch/tracking-alarms.ts';

/** Application Auto Scaling's resources in one region. */
export interface AutoScalingState {
  /** By {@link targetKey}. */
  readonly targets: Map<string, Target>;
  /** Of all targets, deregistered ones too, the newest first. */
  readonly activities: ScalingActivity[];
  /** The activity whose capacity ECS is still working on, by resource id. */
  readonly underWay: Map<string, ScalingActivity>;
  /** Of scalable targets, by ARN. */
  readonly tags: Map<string, Record<string, string>>;
}

/** What names a scalable target in every call. */
export interface TargetName {
  ServiceNamespace?: string | undefined;
  ResourceId?: string | undefined;
  ScalableDimension?: string | undefined;
}

export interface Target {
  about: Known<
    ScalableTarget,
    'ResourceId' | 'MinCapacity' | 'MaxCapacity' | 'SuspendedState' | 'ScalableTargetARN'
  >;
  readonly registeredAt: number;
  /** By name. */
  readonly policies: Map<string, Policy>;
  /** By name. */
  readonly schedules: Map<string, Schedule>;
  /** The scaling that the cooldowns count from. */
  lastOut: Scaled | undefined;
  lastIn: Scaled | undefined;
  /** The not-scaled verdict that was recorded last: only the first of a run is. */
  lastNotScaled: string | undefined;
}

/** A change of the desired count made by a policy. */
export interface Scaled {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** Seconds in which the policy that did it does no more of the kind. */
  readonly cooldown: number;
}

export interface Policy {
  about: Known<ScalingPolicy, 'PolicyARN' | 'PolicyName' | 'PolicyType' | 'CreationTime'>;
  /** Names of the alarms that a target tracking policy made for itself. */
  alarms: AlarmPair | undefined;
}

export interface Schedule {
  about: Known<ScheduledAction, 'ScheduledActionName' | 'Schedule' | 'CreationTime'>;
  /** When it fires next, in milliseconds; undefined when it never will again. */
  next: number | undefined;
}

/** A shape of the SDK whose named members are known to be there. */
type Known<Shape, Name extends keyof Shape> = Shape & { [Key in Name]-?: NonNullable<Shape[Key]> };

export function emptyAutoScaling(): AutoScalingState {
  return { targets: new Map(), activities: [], underWay: new Map(), tags: new Map() };
}

export function targetKey({ ServiceNamespace, ResourceId, ScalableDimension }: TargetName): string {
  return [ServiceNamespace, ResourceId, ScalableDimension].join(' ');
}
