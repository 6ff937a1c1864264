import type { NotScaledReason } from '@aws-sdk/client-application-auto-scaling';
import type { Proposal } from './proposals.ts';
import type { Scaled } from './state.ts';

/** Of a target and its service, what a decision depends on. */
export interface Situation {
  readonly at: number;
  readonly desired: number;
  readonly running: number;
  readonly min: number;
  readonly max: number;
  readonly outSuspended: boolean;
  readonly inSuspended: boolean;
  /** Whether a deployment is under way. */
  readonly rollingOut: boolean;
  readonly lastOut: Scaled | undefined;
  readonly lastIn: Scaled | undefined;
}

export type Decision =
  | { readonly kind: 'scale'; readonly capacity: number; readonly proposal: Proposal }
  | { readonly kind: 'not scaled'; readonly reason: NotScaledReason; readonly proposal: Proposal }
  | { readonly kind: 'wait' };

const WAIT: Decision = { kind: 'wait' };

/**
 * What becomes of the policies' proposals: a scale-out goes before any scale-in, the largest capacity before
 * smaller ones.
 */
export function decide(situation: Situation, asked: readonly Proposal[]): Decision {
  const out = largest(asked, 'out');
  if (out) return situation.outSuspended ? WAIT : decideOut(situation, out);
  const less = largest(asked, 'in');
  // While a deployment is under way nothing is taken away.
  if (!less || situation.inSuspended || situation.rollingOut) return WAIT;
  return decideIn(situation, less);
}

function decideOut(situation: Situation, proposal: Proposal): Decision {
  const { at, desired, running, min, max, lastOut } = situation;
  if (proposal.capacity > desired && desired >= max) {
    return { kind: 'not scaled', reason: { Code: 'AlreadyAtMaxCapacity', MaxCapacity: max }, proposal };
  }
  const capacity = Math.max(min, Math.min(max, proposal.capacity));
  if (capacity > desired)
    return staysQuiet(situation, capacity) ? WAIT : { kind: 'scale', capacity, proposal };
  // While tasks are still starting, the metric asks again for what is already on its way.
  if (running < desired || (lastOut && isCooling(lastOut, at))) return WAIT;
  return {
    kind: 'not scaled',
    reason: { Code: 'AlreadyAtDesiredCapacity', CurrentCapacity: desired },
    proposal,
  };
}

function decideIn({ at, desired, min, max, lastIn }: Situation, proposal: Proposal): Decision {
  if (desired <= min) {
    return { kind: 'not scaled', reason: { Code: 'AlreadyAtMinCapacity', MinCapacity: min }, proposal };
  }
  if (proposal.flapping) {
    const reason = { Code: 'AutoScalingAnticipatedFlapping', CurrentCapacity: desired };
    return { kind: 'not scaled', reason, proposal };
  }
  if (lastIn && isCooling(lastIn, at)) return WAIT;
  return { kind: 'scale', capacity: Math.min(max, Math.max(min, proposal.capacity)), proposal };
}

/** Whether the cooldown of that scaling is still going on. */
export function isCooling({ at, cooldown }: Scaled, now: number): boolean {
  return now < at + cooldown * 1000;
}

/** A cooldown holds a further scale-out back, unless it is a larger one than the last. */
function staysQuiet({ lastOut, at, desired }: Situation, capacity: number): boolean {
  return lastOut !== undefined && isCooling(lastOut, at) && capacity - desired <= lastOut.to - lastOut.from;
}

function largest(asked: readonly Proposal[], direction: Proposal['direction']): Proposal | undefined {
  return asked
    .filter((proposal) => proposal.direction === direction)
    .reduce<Proposal | undefined>(
      (most, proposal) => (most && most.capacity >= proposal.capacity ? most : proposal),
      undefined,
    );
}
