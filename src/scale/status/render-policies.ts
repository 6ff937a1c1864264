import { duration } from '../../terminal/ago.ts';
import type { Paint, Screen } from '../../terminal/screen.ts';
import { type Column, table } from '../../terminal/table.ts';
import { measure } from './measure.ts';
import type { AlarmStatus, PolicyStatus, StatusValue, StepStatus, Wish } from './value.ts';

const wishes: Readonly<Record<Wish, readonly [words: string, tone: keyof Paint]>> = {
  out: ['more tasks', 'warn'],
  in: ['fewer tasks', 'accent'],
  hold: ['no change', 'faint'],
  unknown: ['no data', 'bad'],
};

/** The policies: what each follows, where that is now and what it asks for. */
export const policyColumns: readonly Column<PolicyStatus>[] = [
  { title: 'policy', value: ({ name }) => name, shrink: 1 },
  { title: 'follows', value: (policy) => ('metric' in policy ? policy.metric : policy.type), shrink: 2 },
  { title: 'now', value: nowText, align: 'right' },
  { title: 'target', value: targetText, align: 'right' },
  { title: 'asks for', value: wishText, paint: (text, policy, { paint }) => paintWish(text, policy, paint) },
  { title: 'pause', value: pauseText, shrink: 3 },
];

function nowText(policy: PolicyStatus): string | undefined {
  return 'value' in policy && policy.value !== undefined ? measure(policy.value, policy.unit) : undefined;
}

function targetText(policy: PolicyStatus): string | undefined {
  const target = 'target' in policy ? policy.target : undefined;
  return target === undefined || !('unit' in policy) ? undefined : measure(target, policy.unit);
}

function wishText(policy: PolicyStatus): string {
  if (policy.type === 'other') return policy.policyType;
  if (policy.type !== 'predictive') return wishes[policy.wish][0];
  if (policy.mode === 'ForecastOnly') return 'nothing, it only forecasts';
  return policy.mode === 'ForecastAndScale' ? 'what it forecasts' : policy.mode;
}

function paintWish(text: string, policy: PolicyStatus, paint: Paint): string {
  return 'wish' in policy ? paint[wishes[policy.wish][1]](text) : text;
}

/** How long the policy rests after it has scaled. */
function pauseText(policy: PolicyStatus): string | undefined {
  if (policy.type === 'step') return duration(policy.cooldown);
  if (policy.type === 'predictive') return `${duration(policy.buffer)} ahead`;
  if (policy.type === 'other') return undefined;
  const { scaleOutCooldown, scaleInCooldown, scaleIn } = policy;
  return `out ${duration(scaleOutCooldown)}, in ${scaleIn ? duration(scaleInCooldown) : 'never'}`;
}

export interface AlarmRow extends AlarmStatus {
  readonly policy: string;
  /** How it is called on the screen: the names that target tracking gives its alarms say less than policy and side. */
  readonly shownName: string;
}

/** The alarms of all policies. */
export function alarmRows({ policies }: StatusValue): AlarmRow[] {
  return policies.flatMap((policy) => {
    if (policy.type !== 'target-tracking' && policy.type !== 'step') return [];
    const own = policy.type === 'target-tracking';
    return policy.alarms.map((alarm) => ({
      ...alarm,
      policy: policy.name,
      shownName: own && alarm.side !== 'other' ? `${policy.name} ${alarm.side}` : alarm.name,
    }));
  });
}

const states: Readonly<Record<string, keyof Paint>> = { OK: 'good', ALARM: 'bad', INSUFFICIENT_DATA: 'warn' };

const alarmColumns: readonly Column<AlarmRow>[] = [
  { title: 'alarm', value: ({ shownName }) => shownName, shrink: 1 },
  {
    title: 'state',
    value: ({ state }) => state,
    paint: (text, { state }, { paint }) => paint[states[state] ?? 'strong'](text),
  },
  { title: 'since', value: ({ since }) => since },
  {
    title: 'fires when',
    value: ({ condition, actionsEnabled }) => condition + (actionsEnabled ? '' : ' (muted)'),
  },
  {
    title: 'starts',
    value: ({ policy, shownName }) => (shownName.startsWith(policy) ? '' : policy),
    shrink: 2,
  },
];

const stepColumns: readonly Column<{ policy: string; range: string; change: string }>[] = [
  { title: 'step', value: ({ policy }) => policy, shrink: 1 },
  { title: 'metric at', value: ({ range }) => range },
  { title: 'tasks', value: ({ change }) => change, align: 'right' },
];

/** The policies with their alarms, and the steps of those that have some. */
export function renderPolicies(value: StatusValue, screen: Screen): string {
  const steps = value.policies.filter((policy): policy is StepStatus => policy.type === 'step');
  const lines = steps.flatMap(({ name, metric, steps: own }) =>
    own.map(({ range, change }) => ({ policy: name, range: `${metric} ${range}`, change })),
  );
  return [
    table(policyColumns, value.policies, screen),
    table(alarmColumns, alarmRows(value), screen),
    table(stepColumns, lines, screen),
  ]
    .filter(Boolean)
    .join('\n\n');
}
