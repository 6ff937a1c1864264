import type { Waiting } from '../../ecs/fleet/value.ts';
import type { StatusValue, StepStatus, TrackingStatus } from './value.ts';

/** A policy that follows a metric, and so has a say at this moment. */
export type ActivePolicy = TrackingStatus | StepStatus;

/** All that the verdict follows from. */
export interface VerdictFacts
  extends Pick<
    StatusValue,
    | 'service'
    | 'at'
    | 'tasks'
    | 'bounds'
    | 'suspended'
    | 'deployment'
    | 'policies'
    | 'schedules'
    | 'activities'
  > {
  /** What ECS last said of tasks that it cannot place. */
  readonly placement?: string;
  /** Those of its tasks that wait for an instance, and what comes of it. */
  readonly waiting?: Waiting;
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
