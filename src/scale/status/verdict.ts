import { waitingSentence } from '../../ecs/fleet/words.ts';
import type { Bounds } from '../editable.ts';
import { sentence, taskCount } from './measure.ts';
import { metricSentence } from './metric-sentence.ts';
import type { TaskCounts, Verdict } from './value.ts';
import { type ActivePolicy, activePolicies, mostPressing, type VerdictFacts } from './verdict-facts.ts';
import { judgeHold } from './verdict-hold.ts';
import { judgeIn } from './verdict-in.ts';
import { judgeOut } from './verdict-out.ts';

/**
 * Whether the service scales now and, if not, what keeps it. One policy that wants more tasks is enough; fewer need
 * all target-tracking policies that may scale in to agree, and no deployment in progress.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html
 */
export function judgeVerdict(facts: VerdictFacts): Verdict {
  if (!facts.bounds) return doesNotScale(facts);
  const conclusion = conclude(facts, facts.bounds);
  return { ...conclusion, text: `${countsSentence(facts)} ${sentence(conclusion.text)}` };
}

function conclude(facts: VerdictFacts, bounds: Bounds): Verdict {
  const policies = activePolicies(facts);
  const placing = notPlaced(facts);
  if (placing) return placing;
  if (policies.length === 0) return noPolicy(facts);
  if (facts.suspended.includes('out') && facts.suspended.includes('in')) return allSuspended(policies, facts);
  const out = policies.filter(({ wish }) => wish === 'out');
  const leading = mostPressing(out);
  if (leading) return judgeOut(leading, facts, bounds);
  const less = policies.filter(({ wish }) => wish === 'in');
  return less.length > 0 ? judgeIn(less, facts, bounds) : judgeHold(policies, facts);
}

function doesNotScale(facts: VerdictFacts): Verdict {
  const { service, tasks } = facts;
  const text = `${service} runs ${counts(tasks)} and does not scale: it has no scalable target.`;
  const placing = notPlaced(facts);
  const advice = `ecsctl scale set ${service} --min 1 --max 4 --cpu 60`;
  if (!placing) return { code: 'does-not-scale', text, advice };
  return {
    code: 'does-not-scale',
    text: `${text} ${sentence(placing.text)}`,
    advice: placing.advice ?? advice,
  };
}

/** `prod/web runs 4 of 6 tasks, between 2 and 10.` */
function countsSentence({ service, tasks, bounds }: VerdictFacts): string {
  return `${service} runs ${counts(tasks)}, ${bounds ? place(tasks.desired, bounds) : 'without bounds'}.`;
}

function counts({ running, desired }: TaskCounts): string {
  if (running > desired) return `${taskCount(running)} where ${desired} are wanted`;
  return running === desired ? taskCount(running) : `${running} of ${taskCount(desired)}`;
}

function place(desired: number, { min, max }: Bounds): string {
  if (min === max) return 'both its minimum and its maximum';
  if (desired === max) return `at its maximum of ${max}`;
  if (desired === min) return `at its minimum of ${min}`;
  return desired > min && desired < max ? `between ${min} and ${max}` : `outside of ${min} to ${max}`;
}

/** Tasks that are wanted and wait for room; where the instances could be looked at, with what comes of it. */
function notPlaced({ tasks, placement, waiting }: VerdictFacts): Verdict | undefined {
  if (tasks.running >= tasks.desired) return undefined;
  if (waiting) {
    const { code, advice } = waiting;
    return {
      code: code === 'stuck' ? 'not-placed' : 'waiting-for-room',
      text: `${waitingSentence(waiting)}.`,
      ...(advice !== undefined && { advice }),
    };
  }
  if (!placement) return undefined;
  const missing = tasks.desired - tasks.running;
  return {
    code: 'not-placed',
    text: `${taskCount(missing)} cannot be placed: ECS ${placement}.`,
    advice: 'scaling has done its part; look at the capacity below',
  };
}

/** Whatever the metrics say: nothing will come of it. */
function allSuspended(policies: readonly ActivePolicy[], { service }: VerdictFacts): Verdict {
  const policy = mostPressing(policies);
  const says = policy ? `${metricSentence(policy)}, but ` : '';
  return {
    code: 'suspended',
    text: `${says}scaling is suspended, out and in.`,
    advice: `ecsctl scale resume ${service}`,
  };
}

function noPolicy({ service, schedules, policies }: VerdictFacts): Verdict {
  const forecast = policies.some(
    (policy) => policy.type === 'predictive' && policy.mode === 'ForecastAndScale',
  );
  const movers = [schedules.length > 0 && 'its schedules', forecast && 'the forecast']
    .filter(Boolean)
    .join(' and ');
  return {
    code: 'no-policy',
    text: movers
      ? `it follows no metric: only ${movers} can move it.`
      : 'it has bounds, and no policy moves it.',
    advice: `ecsctl scale set ${service} --cpu 60`,
  };
}
