import { duration } from '../../terminal/ago.ts';
import type { Bounds } from '../editable.ts';
import { coolingFor } from './cooldown.ts';
import { taskCount } from './measure.ts';
import { metricSentence } from './metric-sentence.ts';
import type { TaskCounts, Verdict } from './value.ts';
import type { ActivePolicy, VerdictFacts } from './verdict-facts.ts';

/** What becomes of a policy's wish for more tasks: one that wants them is enough. */
export function judgeOut(policy: ActivePolicy, facts: VerdictFacts, { max }: Bounds): Verdict {
  const { service, tasks } = facts;
  const says = metricSentence(policy);
  if (facts.suspended.includes('out')) {
    return {
      code: 'suspended',
      text: `${says}, but scaling out is suspended.`,
      advice: `ecsctl scale resume ${service} out`,
    };
  }
  if (tasks.desired >= max) {
    const needed = Math.max(max + 1, neededTasks(policy, tasks) ?? 0);
    return {
      code: 'at-max',
      text: `${says}, but it may have no more than ${taskCount(max)}.`,
      advice: `ecsctl scale set ${service} --max ${needed}`,
    };
  }
  return judgeRoom(policy, says, facts);
}

/** What becomes of more tasks when nothing forbids them. */
function judgeRoom(policy: ActivePolicy, says: string, facts: VerdictFacts): Verdict {
  const starting = facts.tasks.desired - facts.tasks.running;
  if (starting > 0) {
    return { code: 'scaling-out', text: `${says}: scaling out, ${taskCount(starting)} still starting.` };
  }
  const left = coolingFor('out', policy, facts);
  if (left === 0) return { code: 'scaling-out', text: `${says}: scaling out.` };
  const wait = duration(left / 1000);
  return { code: 'cooling-down', text: `${says}: it scales out again in ${wait}, when the cooldown ends.` };
}

/** As many tasks as would bring the metric down to its target, if the load stays and is shared evenly. */
function neededTasks(policy: ActivePolicy, { running }: TaskCounts): number | undefined {
  if (policy.type !== 'target-tracking' || policy.value === undefined || policy.target <= 0) return undefined;
  return Math.ceil((Math.max(running, 1) * policy.value) / policy.target);
}
