import { listed } from '../../terminal/listed.ts';
import { measure } from './measure.ts';
import type { ActivePolicy } from './verdict-facts.ts';

/** `CPU is 72% against a target of 60%`; `CPU is 72%, and has been above 70% for 3m`. */
export function metricSentence(policy: ActivePolicy): string {
  const { metric, unit, value } = policy;
  if (value === undefined) return noDataSentence(policy);
  const now = `${metric} ${isPlural(metric) ? 'are' : 'is'} ${measure(value, unit)}`;
  if (policy.type === 'target-tracking') return `${now} against a target of ${measure(policy.target, unit)}`;
  const fired = policy.alarms.find(({ state }) => state === 'ALARM');
  return fired ? `${now}, and has been ${fired.condition}` : now;
}

/** `CPU has no data (no task runs that could be measured)`. */
export function noDataSentence({ metric, noData }: ActivePolicy): string {
  return `${metric} ${isPlural(metric) ? 'have' : 'has'} no data${noData ? ` (${noData})` : ''}`;
}

function isPlural(metric: string): boolean {
  return /^(requests|messages)\b/i.test(metric);
}

/** `memory (58% against 60%)`, for a list. */
function metricNote(policy: ActivePolicy): string {
  const { metric, unit, value } = policy;
  if (value === undefined) return `${metric} (no data)`;
  const target = policy.type === 'target-tracking' ? ` against ${measure(policy.target, unit)}` : '';
  return `${metric} (${measure(value, unit)}${target})`;
}

export function metricNotes(policies: readonly ActivePolicy[]): string {
  return listed(policies.map(metricNote));
}
