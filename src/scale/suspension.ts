import type { SuspendedState } from '@aws-sdk/client-application-auto-scaling';
import type { Plan, Step } from '../plan/plan.ts';
import { scalingCall } from './calls.ts';
import { changesOf, type Fields } from './changes.ts';
import { boundsOf, serviceText, targetOf } from './editable.ts';
import { type FoundScaling, resourceId, scalableDimension } from './found.ts';

/** The parts of scaling that can be suspended each by itself. */
export const scalingParts = ['in', 'out', 'scheduled'] as const;
export type ScalingPart = (typeof scalingParts)[number];

/** All three, said explicitly: what AWS does with a part that is left out is not documented. */
type FullState = Required<{ [K in keyof SuspendedState]: boolean }>;

const members = {
  in: 'DynamicScalingInSuspended',
  out: 'DynamicScalingOutSuspended',
  scheduled: 'ScheduledScalingSuspended',
} as const;

const spokenParts: Record<ScalingPart, string> = {
  in: 'scaling in',
  out: 'scaling out',
  scheduled: 'scheduled scaling',
};

/**
 * Plans to suspend or resume a part of the service's scaling, or all of it; the other parts stay as they are.
 *
 * @throws a `refused` failure without a scalable target.
 */
export function planSuspension(
  action: 'suspend' | 'resume',
  which: ScalingPart | 'all',
  found: FoundScaling,
): Plan {
  const before = fullState(targetOf(found).SuspendedState);
  const parts = which === 'all' ? scalingParts : [which];
  const after = {
    ...before,
    ...Object.fromEntries(parts.map((part) => [members[part], action === 'suspend'])),
  };
  const step = planState(
    before,
    after,
    found,
    `${listed(parts)} is to be ${action === 'suspend' ? 'suspended' : 'resumed'}`,
  );
  return {
    subject: serviceText(found.name),
    steps: step ? [step] : [],
    kept: [],
    warnings: step ? [...movedCount(found), ...missedSchedules(before, after, found)] : [],
  };
}

function fullState(state: SuspendedState = {}): FullState {
  return {
    DynamicScalingInSuspended: state.DynamicScalingInSuspended ?? false,
    DynamicScalingOutSuspended: state.DynamicScalingOutSuspended ?? false,
    ScheduledScalingSuspended: state.ScheduledScalingSuspended ?? false,
  };
}

function listed(parts: readonly ScalingPart[]): string {
  return parts.length === scalingParts.length
    ? 'all scaling'
    : parts.map((part) => spokenParts[part]).join(' and ');
}

function planState(
  before: FullState,
  after: FullState,
  found: FoundScaling,
  reason: string,
): Step | undefined {
  const changes = changesOf(fields(before), fields(after));
  if (changes.length === 0) return undefined;
  const id = resourceId(found.name);
  const arn = found.target?.ScalableTargetARN;
  return {
    id: 'target',
    action: 'update',
    resource: { type: 'scalable target', id, ...(arn && { arn }), region: found.region },
    reason,
    changes,
    after: [],
    call: registerState(after, found),
    undo: registerState(before, found),
  };
}

function fields(state: FullState): Fields {
  return Object.fromEntries(
    scalingParts.map((part) => [spokenParts[part], state[members[part]] ? 'suspended' : 'active']),
  );
}

/** Bounds that are left out stay as they are. */
function registerState(state: FullState, found: FoundScaling) {
  return scalingCall('application-auto-scaling', 'RegisterScalableTarget', {
    ...scalableDimension(found.name),
    SuspendedState: state,
  });
}

/** Registering a target again, for whatever reason, moves a count outside the bounds to the nearest one. */
function movedCount(found: FoundScaling): string[] {
  const { min, max } = boundsOf(targetOf(found));
  const desired = found.service.desiredCount;
  if (desired === undefined || (desired >= min && desired <= max)) return [];
  return [
    `the desired count of ${desired} is outside ${min}..${max}: AWS moves it to ${desired < min ? min : max}`,
  ];
}

function missedSchedules(before: FullState, after: FullState, { schedules }: FoundScaling): string[] {
  if (schedules.length === 0 || !before.ScheduledScalingSuspended || after.ScheduledScalingSuspended)
    return [];
  return ['scheduled actions that were due meanwhile are not made up for'];
}
