import { ago } from '../../terminal/ago.ts';
import { listed } from '../../terminal/listed.ts';
import { taskCount } from './measure.ts';
import { metricSentence, noDataSentence } from './metric-sentence.ts';
import type { Verdict } from './value.ts';
import { type ActivePolicy, mostPressing, type VerdictFacts } from './verdict-facts.ts';

/** What to say while no policy wants anything, be it for want of data. */
export function judgeHold(policies: readonly ActivePolicy[], facts: VerdictFacts): Verdict {
  const blind = policies.filter(({ wish }) => wish === 'unknown');
  const policy = mostPressing(policies.filter(({ wish }) => wish !== 'unknown'));
  if (!policy) return noData(blind);
  const says = metricSentence(policy);
  const moving = underWay(facts);
  if (moving) return { ...moving, text: `${says}: ${moving.text}.` };
  if (blind.length > 0) return noData(blind);
  return { code: 'holding', text: `${says}: ${outlook(policy)}${lately(facts)}.` };
}

/** What is still to come of an earlier scaling; a deployment moves tasks for reasons of its own. */
function underWay({ tasks, deployment }: VerdictFacts): Verdict | undefined {
  const starting = tasks.desired - tasks.running;
  if (starting === 0 || deployment) return undefined;
  return starting > 0
    ? { code: 'scaling-out', text: `${taskCount(starting)} still starting` }
    : { code: 'scaling-in', text: `${taskCount(-starting)} still to stop` };
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
    return `it scales out once it has been ${high.condition}`;
  if (low?.threshold !== undefined && value < low.threshold)
    return `it scales in once it has been ${low.condition}`;
  return 'holding';
}

/** Milliseconds in which a scaling explains why the metric is where it should be. */
const recent = 30 * 60_000;

function lately({ activities, at, deployment }: VerdictFacts): string {
  const last = activities.find(({ to, notScaled }) => to !== undefined && !notScaled);
  const scaled =
    last && at.getTime() - last.at.getTime() <= recent
      ? `, since it went to ${taskCount(last.to ?? 0)} ${ago(last.at, at)}`
      : '';
  return deployment ? `${scaled}, while a deployment is in progress` : scaled;
}
