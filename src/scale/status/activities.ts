import type { ScalingActivity, ScalingActivityStatusCode } from '@aws-sdk/client-application-auto-scaling';
import { taskCount } from './measure.ts';
import { notScaledWords } from './not-scaled.ts';
import type { ActivityStatus, AlarmStatus, PolicyStatus } from './value.ts';

const results: Readonly<Record<ScalingActivityStatusCode, string>> = {
  Pending: 'pending',
  InProgress: 'in progress',
  Successful: 'done',
  Overridden: 'overridden',
  Unfulfilled: 'unfulfilled',
  Failed: 'failed',
};

/** AWS's own word for how an activity went, as it is shown; one that is not known here stays as it is. */
export function resultWord(code: string | undefined): string {
  return results[code as ScalingActivityStatusCode] ?? code ?? 'unknown';
}

/**
 * Activities in plain words, the newest first: those since then and, where there is none, the last one before.
 * What did not scale AWS calls Failed; nothing has failed, so it is called `not scaled`.
 */
export function activityStatuses(
  activities: readonly ScalingActivity[],
  policies: readonly PolicyStatus[],
  since: Date,
): ActivityStatus[] {
  const all = activities
    .toSorted((a, b) => timeOf(b) - timeOf(a))
    .map((activity, index, sorted) => activityStatus(activity, sorted.slice(index + 1), policies));
  const recent = all.filter(({ at }) => at >= since);
  return recent.length > 0 ? recent : all.slice(0, 1);
}

function timeOf({ StartTime }: ScalingActivity): number {
  return StartTime?.getTime() ?? 0;
}

function activityStatus(
  activity: ScalingActivity,
  older: readonly ScalingActivity[],
  policies: readonly PolicyStatus[],
): ActivityStatus {
  const reasons = activity.NotScaledReasons ?? [];
  const to = countOf(activity);
  const cause = causeOf(activity.Cause, policies);
  const direction = cause.direction ?? comparedWith(older, to);
  return {
    at: activity.StartTime ?? new Date(0),
    ...(activity.EndTime && { endedAt: activity.EndTime }),
    result: reasons.length > 0 ? 'not scaled' : resultWord(activity.StatusCode),
    what: whatOf(activity, to),
    why: cause.words,
    ...(to !== undefined && { to }),
    ...(direction && to !== undefined && { direction }),
    ...(cause.policy && { policy: cause.policy }),
    ...(reasons.length > 0 && { notScaled: reasons.flatMap(({ Code }) => Code ?? []) }),
  };
}

/** `Setting desired count to 6.` */
function countOf({ Description = '' }: ScalingActivity): number | undefined {
  const [, count] = /desired count to (\d+)/i.exec(Description) ?? [];
  return count === undefined ? undefined : Number(count);
}

function whatOf(
  { NotScaledReasons = [], Description = '', StatusCode, StatusMessage }: ScalingActivity,
  to?: number,
) {
  if (NotScaledReasons.length > 0) return NotScaledReasons.map(notScaledWords).join('; ');
  const [, bounds] = /^Setting (m(?:in|ax) capacity to .*?)\.?$/i.exec(Description) ?? [];
  const what = to === undefined ? (bounds ? boundWords(bounds) : plain(Description)) : `to ${taskCount(to)}`;
  return StatusCode === 'Failed' && StatusMessage ? `${what}: ${plain(StatusMessage)}` : what;
}

/** `min capacity to 4 and max capacity to 20` */
function boundWords(text: string): string {
  return text.replaceAll(/ capacity to /gi, ' ').replace(' and ', ', ');
}

interface Cause {
  readonly words: string;
  readonly policy?: string;
  readonly direction?: 'out' | 'in';
}

/** AWS's causes are sentences; those that are not of a known form stay as they are. */
function causeOf(text = '', policies: readonly PolicyStatus[]): Cause {
  const [, alarm, , policy] =
    /^monitor alarm (.+) in state (\S+) triggered policy (.+?)\.?$/.exec(text) ?? [];
  if (alarm && policy) return alarmCause(alarm, policy, policies);
  const [, schedule] = /^scheduled action name (.+?) was triggered/.exec(text) ?? [];
  if (schedule) return { words: `schedule ${schedule}` };
  const [, bound, count] = /^(min|max)imum capacity was set to (\d+)/.exec(text) ?? [];
  if (bound && count) return { words: `${bound} became ${count}`, direction: bound === 'min' ? 'out' : 'in' };
  return { words: plain(text) };
}

function alarmCause(name: string, policyName: string, policies: readonly PolicyStatus[]): Cause {
  const policy = policies.find((one) => one.name === policyName);
  const alarms: readonly AlarmStatus[] = policy && 'alarms' in policy ? policy.alarms : [];
  const alarm = alarms.find((one) => one.name === name);
  const metric = policy && 'metric' in policy ? policy.metric : undefined;
  const [, side = ''] = /^TargetTracking-.*-Alarm(High|Low)-/.exec(name) ?? [];
  return {
    words: alarm && metric ? `${metric} ${alarm.condition}` : (asked[side]?.(policyName) ?? `alarm ${name}`),
    policy: policyName,
    ...(side !== '' && { direction: side === 'High' ? 'out' : 'in' }),
  };
}

/** By the names that target tracking gives its alarms, for policies whose alarms were not read or are gone. */
const asked: Readonly<Record<string, (policy: string) => string>> = {
  High: (policy) => `${policy} asked for more`,
  Low: (policy) => `${policy} asked for fewer`,
};

function comparedWith(older: readonly ScalingActivity[], to: number | undefined): 'out' | 'in' | undefined {
  const before = older.map(countOf).find((count) => count !== undefined);
  if (to === undefined || before === undefined || to === before) return undefined;
  return to > before ? 'out' : 'in';
}

function plain(text: string): string {
  return text.replace(/\.$/, '');
}
