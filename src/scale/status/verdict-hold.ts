import { listed, taskCount } from './measure.ts';
import { metricSentence, noDataSentence } from './metric-sentence.ts';
import type { Verdict } from './value.ts';
import { type ActivePolicy, mostPressing, type VerdictFacts } from './verdict-facts.ts';

/** What to say while no policy wants anything, be it for want of data. */
export function judgeHold(policies: readonly ActivePolicy[], { tasks }: VerdictFacts): Verdict {
  const blind = policies.filter(({ wish }) => wish === 'unknown');
  const policy = mostPressing(policies.filter(({ wish }) => wish !== 'unknown'));
  const starting = tasks.desired - tasks.running;
  if (!policy || blind.length === policies.length) return noData(blind);
  const says = metricSentence(policy);
  if (starting > 0) return { code: 'scaling-out', text: `${says}: ${taskCount(starting)} still starting.` };
  if (starting < 0) return { code: 'scaling-in', text: `${says}: ${taskCount(-starting)} still stopping.` };
  if (blind.length > 0) return noData(blind);
  return { code: 'holding', text: `${says}: ${outlook(policy)}.` };
}

function noData(blind: readonly ActivePolicy[]): Verdict {
  return { code: 'no-data', text: `${listed(blind.map(noDataSentence))}: without data nothing scales in.` };
}

/** What the metric is on the way to, where it is on the way to something: alarms take some minutes. */
function outlook(policy: ActivePolicy): string {
  if (policy.type === 'step' || policy.value === undefined) return 'no alarm asks for anything';
  const high = policy.alarms.find(({ side }) => side === 'high');
  const low = policy.alarms.find(({ side }) => side === 'low');
  const { value } = policy;
  if (high?.threshold !== undefined && value > high.threshold)
    return `it scales out once it is ${high.condition}`;
  if (low?.threshold !== undefined && value < low.threshold)
    return `it scales in once it is ${low.condition}`;
  return 'holding';
}
