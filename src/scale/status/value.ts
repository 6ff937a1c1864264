import type { RoomFor } from '../../ecs/fleet/room-for.ts';
import type { FleetProvider, Waiting } from '../../ecs/fleet/value.ts';
import type { Bounds } from '../editable.ts';
import type { ScalingPart } from '../suspension.ts';

/** The answer of `scale status SERVICE`, as JSON and YAML print it; the screen is drawn from it alone. */
export interface StatusValue {
  /** `prod/web`. */
  readonly service: string;
  readonly region: string;
  /** When AWS was asked. */
  readonly at: Date;
  /** From when on metrics and activities are shown. */
  readonly since: Date;
  readonly verdict: Verdict;
  readonly tasks: TaskCounts;
  /** Absent where the service has no scalable target. */
  readonly bounds?: Bounds;
  /** The parts of scaling that are switched off. */
  readonly suspended: readonly ScalingPart[];
  /** The deployment in progress, during which nothing scales in. */
  readonly deployment?: DeploymentStatus;
  readonly policies: readonly PolicyStatus[];
  readonly schedules: readonly ScheduleStatus[];
  /** The newest first; the last one is there even if it is older than `since`. */
  readonly activities: readonly ActivityStatus[];
  readonly capacity: CapacityStatus;
  /** What stands in the way of scaling, or would surprise: each a sentence. */
  readonly findings: readonly string[];
}

/** Whether the service scales at this moment and, if not, what keeps it. */
export type VerdictCode =
  /** It has no scalable target. */
  | 'does-not-scale'
  /** It has bounds, and no policy that would move it between them. */
  | 'no-policy'
  /** A policy wants more tasks, and they come. */
  | 'scaling-out'
  /** The policies agree on fewer tasks, and they go. */
  | 'scaling-in'
  /** The number of tasks suits every policy. */
  | 'holding'
  /** A policy wants more tasks than the service may have. */
  | 'at-max'
  /** The policies want fewer tasks than the service keeps. */
  | 'at-min'
  /** What the policies want is suspended. */
  | 'suspended'
  /** A scaling a moment ago makes the next one wait. */
  | 'cooling-down'
  /** The policies want fewer tasks, but a deployment is in progress. */
  | 'deployment'
  /** A policy wants fewer tasks, another one does not agree. */
  | 'disagreement'
  /** A metric has no data, and without data nothing scales in. */
  | 'no-data'
  /** More tasks are wanted, and ECS cannot place them. */
  | 'not-placed'
  /** More tasks are wanted, and instances come for them. */
  | 'waiting-for-room';

export interface Verdict {
  readonly code: VerdictCode;
  /** How many tasks run, what the metrics say, and what follows: one or two sentences. */
  readonly text: string;
  /** What to do about it: a command line, or what to look at. */
  readonly advice?: string;
}

export interface TaskCounts {
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
}

export interface DeploymentStatus {
  readonly id: string;
  readonly since?: Date;
  readonly desired: number;
  readonly running: number;
  readonly failedTasks: number;
}

/** What a policy asks for now: more tasks, fewer, neither; or nobody can know, for want of data. */
export type Wish = 'out' | 'in' | 'hold' | 'unknown';

export type PolicyStatus = TrackingStatus | StepStatus | PredictiveStatus | OtherPolicyStatus;

/** A metric, the way a reader speaks of it, and its newest value. */
export interface MeasuredMetric {
  /** `CPU`, `requests per target`, `messages per task in jobs`. */
  readonly metric: string;
  /** `%`, or nothing. */
  readonly unit: string;
  /** The last complete minute that has data. */
  readonly value?: number;
  readonly valueAt?: Date;
  /** Why there is no value, where there is none. */
  readonly noData?: string;
  /** One value a minute; minutes without data are left out. */
  readonly points: readonly { readonly at: Date; readonly value: number }[];
}

export interface TrackingStatus extends MeasuredMetric {
  readonly type: 'target-tracking';
  readonly name: string;
  readonly target: number;
  readonly wish: Wish;
  /** Seconds. */
  readonly scaleOutCooldown: number;
  /** Seconds. */
  readonly scaleInCooldown: number;
  /** Whether it may take tasks away. */
  readonly scaleIn: boolean;
  readonly alarms: readonly AlarmStatus[];
}

export interface StepStatus extends MeasuredMetric {
  readonly type: 'step';
  readonly name: string;
  readonly wish: Wish;
  /** Seconds. */
  readonly cooldown: number;
  readonly steps: readonly StepLine[];
  /** The alarms that start it. */
  readonly alarms: readonly AlarmStatus[];
}

/** One step of a policy, in values of the metric and not relative to the alarm's threshold. */
export interface StepLine {
  /** `70% to 85%`, `85% and more`. */
  readonly range: string;
  readonly from?: number;
  readonly to?: number;
  /** `+2`, `-10%`, `=20`. */
  readonly change: string;
}

export interface PredictiveStatus {
  readonly type: 'predictive';
  readonly name: string;
  readonly metric: string;
  readonly unit: string;
  readonly target?: number;
  /** `ForecastOnly` or `ForecastAndScale`. */
  readonly mode: string;
  /** Seconds by which tasks start before they are needed. */
  readonly buffer: number;
  /** It may raise the most tasks that the service may have, and does not lower it again. */
  readonly raisesMax: boolean;
}

/** A policy of a type that is not known here: AWS's name of the type. */
export interface OtherPolicyStatus {
  readonly type: 'other';
  readonly name: string;
  readonly policyType: string;
}

export interface AlarmStatus {
  readonly name: string;
  /** `OK`, `ALARM`, `INSUFFICIENT_DATA`. */
  readonly state: string;
  /** Since when it has been in that state. */
  readonly since?: Date;
  /** Values on which side of the threshold set it off. */
  readonly side: 'high' | 'low' | 'other';
  /** In the metric's unit. */
  readonly threshold?: number;
  /** `above 60% for 3m`. */
  readonly condition: string;
  /** Whether it may start its policy at all. */
  readonly actionsEnabled: boolean;
}

export interface ScheduleStatus {
  readonly name: string;
  /** AWS's own expression: `cron(0 9 ? * MON-FRI *)`. */
  readonly schedule: string;
  readonly timezone: string;
  readonly min?: number;
  readonly max?: number;
  /** Absent where it never runs again, or its expression is not understood. */
  readonly next?: Date;
}

export interface ActivityStatus {
  readonly at: Date;
  readonly endedAt?: Date;
  /** `done`, `in progress`, `not scaled` … or AWS's own word where it is a new one. */
  readonly result: string;
  /** `6 tasks`, `min 4, max 20`, `already at 10 tasks, …`. */
  readonly what: string;
  /** `CPU was above 60%`, `schedule office` … */
  readonly why: string;
  /** The desired count that it set. */
  readonly to?: number;
  readonly direction?: 'out' | 'in';
  /** The policy behind it. */
  readonly policy?: string;
  /** AWS's codes of why nothing was scaled. */
  readonly notScaled?: readonly string[];
}

export interface CapacityStatus {
  /** Where the tasks of a scale-out have to go, in a sentence. */
  readonly text: string;
  /** `FARGATE`, `EC2`, `EXTERNAL` …; absent where the service uses capacity providers. */
  readonly launchType?: string;
  readonly providers: readonly ProviderStatus[];
  /** The instances under it; only where the service runs on any, and its reader may look at them. */
  readonly fleet?: ServiceFleet;
}

/** The instances that have to carry a service's tasks. */
export interface ServiceFleet {
  /** Those of its capacity providers that are its own, with what comes next. */
  readonly providers: readonly FleetProvider[];
  /** What the instances have room for still; absent where its task definition does not say what a task takes. */
  readonly room?: RoomFor;
  /** Its tasks without a place. */
  readonly waiting: readonly Waiting[];
  /** How much room there is and what comes next, in a sentence. */
  readonly text: string;
}

export interface ProviderStatus {
  readonly name: string;
  readonly base: number;
  readonly weight: number;
  /** What it means for a scale-out. */
  readonly text: string;
  /** `ACTIVE` …, and `UPDATE_IN_PROGRESS` … while it changes. */
  readonly status?: string;
  readonly updateStatus?: string;
  readonly managedScaling?: string;
  /** Percent of its instances that managed scaling keeps in use. */
  readonly targetCapacity?: number;
}
