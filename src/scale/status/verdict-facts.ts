import type { Bounds } from '../editable.ts';
import type { ScalingPart } from '../suspension.ts';
import type {
  ActivityStatus,
  DeploymentStatus,
  PolicyStatus,
  ScheduleStatus,
  StepStatus,
  TaskCounts,
  TrackingStatus,
} from './value.ts';

/** A policy that follows a metric, and so has a say at this moment. */
export type ActivePolicy = TrackingStatus | StepStatus;

/** All that the verdict follows from. */
export interface VerdictFacts {
  readonly service: string;
  readonly at: Date;
  readonly tasks: TaskCounts;
  readonly bounds?: Bounds;
  readonly suspended: readonly ScalingPart[];
  readonly deployment?: DeploymentStatus;
  readonly policies: readonly PolicyStatus[];
  readonly schedules: readonly ScheduleStatus[];
  readonly activities: readonly ActivityStatus[];
  /** What ECS last said of tasks that it cannot place. */
  readonly placement?: string;
}

export function activePolicies({ policies }: Pick<VerdictFacts, 'policies'>): ActivePolicy[] {
  return policies.filter((policy) => policy.type === 'target-tracking' || policy.type === 'step');
}

/** Of several policies the one that is furthest over its target, which is the one that decides. */
export function mostPressing(policies: readonly ActivePolicy[]): ActivePolicy | undefined {
  return policies.toSorted((a, b) => pressure(b) - pressure(a))[0];
}

function pressure(policy: ActivePolicy): number {
  if (policy.value === undefined) return -1;
  return policy.type === 'target-tracking' ? policy.value / policy.target : 0;
}
