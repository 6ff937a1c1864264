import { duration } from '../../terminal/ago.ts';
import type { Bounds } from '../editable.ts';
import { coolingFor } from './cooldown.ts';
import { taskCount } from './measure.ts';
import { metricNotes, metricSentence } from './metric-sentence.ts';
import type { Verdict } from './value.ts';
import { type ActivePolicy, activePolicies, mostPressing, type VerdictFacts } from './verdict-facts.ts';

/** What becomes of the wish for fewer tasks of some policies, while none wants more. */
export function judgeIn(less: readonly ActivePolicy[], facts: VerdictFacts, { min }: Bounds): Verdict {
  const { service, tasks, deployment } = facts;
  const policy = mostPressing(less);
  const says = policy ? metricSentence(policy) : '';
  if (facts.suspended.includes('in')) {
    return {
      code: 'suspended',
      text: `${says}, but scaling in is suspended.`,
      advice: `ecsctl scale resume ${service} in`,
    };
  }
  const stopping = tasks.running - tasks.desired;
  if (stopping > 0 && !deployment) {
    return { code: 'scaling-in', text: `${says}: scaling in, ${taskCount(stopping)} still to stop.` };
  }
  if (tasks.desired <= min)
    return { code: 'at-min', text: `${says}, and it keeps at least ${taskCount(min)}.` };
  const against = objectors(less, facts);
  if (against.length > 0) return disagreement(less, against);
  return judgeAgreed(policy, says, facts);
}

/** What becomes of fewer tasks when all agree on them. */
function judgeAgreed(policy: ActivePolicy | undefined, says: string, facts: VerdictFacts): Verdict {
  if (facts.deployment) {
    return { code: 'deployment', text: `${says}, but nothing scales in while a deployment is in progress.` };
  }
  const left = policy ? coolingFor('in', policy, facts) : 0;
  if (left === 0) return { code: 'scaling-in', text: `${says}: scaling in.` };
  const wait = duration(left / 1000);
  return { code: 'cooling-down', text: `${says}: it scales in again in ${wait}, when the cooldown ends.` };
}

/** The target-tracking policies that have a say in scaling in and do not agree. Step policies are not asked. */
function objectors(less: readonly ActivePolicy[], facts: VerdictFacts): ActivePolicy[] {
  if (less.some(({ type }) => type === 'step')) return [];
  return activePolicies(facts).filter(
    (policy) => policy.type === 'target-tracking' && policy.scaleIn && policy.wish !== 'in',
  );
}

function disagreement(less: readonly ActivePolicy[], against: readonly ActivePolicy[]): Verdict {
  const all = 'all target-tracking policies must agree before tasks go';
  const unknown = against.every(({ wish }) => wish === 'unknown');
  const objection = unknown
    ? `but without data nothing scales in: ${metricNotes(against)}`
    : `but not with ${metricNotes(against)}`;
  return {
    code: unknown ? 'no-data' : 'disagreement',
    text: `it would scale in with ${metricNotes(less)}, ${objection}; ${all}.`,
  };
}
