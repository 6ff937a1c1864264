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
  { title: 'policy', value: ({ name }) => name, shrink: 2 },
  { title: 'follows', value: (policy) => ('metric' in policy ? policy.metric : policy.type), shrink: 1 },
  { title: 'now', value: nowText, align: 'right' },
  { title: 'target', value: targetText, align: 'right' },
  { title: 'asks for', value: wishText, paint: (text, policy, { paint }) => paintWish(text, policy, paint) },
  { title: 'cooldown', value: cooldownText, shrink: 3 },
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

/** How long the policy rests after it has scaled: `5m`, or `out 1m, in 5m`. */
function cooldownText(policy: PolicyStatus): string | undefined {
  if (policy.type === 'step') return duration(policy.cooldown);
  if (policy.type !== 'target-tracking') return undefined;
  const { scaleOutCooldown: out, scaleInCooldown, scaleIn } = policy;
  if (!scaleIn) return `out ${duration(out)}, in never`;
  return out === scaleInCooldown ? duration(out) : `out ${duration(out)}, in ${duration(scaleInCooldown)}`;
}

export interface AlarmRow extends AlarmStatus {
  readonly policy: string;
  /** How it is called on the screen, which has no room for names that repeat the service's or are mere ids. */
  readonly shownName: string;
}

/** The alarms of all policies. */
export function alarmRows({ policies, service }: StatusValue): AlarmRow[] {
  return policies.flatMap((policy) => {
    if (policy.type !== 'target-tracking' && policy.type !== 'step') return [];
    return policy.alarms.map((alarm) => ({
      ...alarm,
      policy: policy.name,
      shownName: shownName(alarm, policy, service),
    }));
  });
}

/** `ecsctl-cpu high` for one that target tracking made; what ecsctl made without its `ecsctl/prod/web/`. */
function shownName({ name, side }: AlarmStatus, policy: PolicyStatus, service: string): string {
  if (policy.type === 'target-tracking' && side !== 'other') return `${policy.name} ${side}`;
  const prefix = `ecsctl/${service}/`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

const states: Readonly<Record<string, keyof Paint>> = { OK: 'good', ALARM: 'bad', INSUFFICIENT_DATA: 'warn' };

const alarmColumns: readonly Column<AlarmRow>[] = [
  { title: 'alarm', value: ({ shownName }) => shownName, shrink: 2 },
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
];

const startsColumn: Column<AlarmRow> = { title: 'starts', value: startsText, shrink: 1 };

function alarmTable(rows: readonly AlarmRow[], screen: Screen): string {
  const telling = rows.some((row) => startsText(row) !== '');
  return table(telling ? [...alarmColumns, startsColumn] : alarmColumns, rows, screen);
}

/** Which policy an alarm starts, where its name does not say it. */
function startsText({ policy, shownName }: AlarmRow): string {
  return shownName.startsWith(policy) || policy === `ecsctl-${shownName}` ? '' : policy;
}

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
    alarmTable(alarmRows(value), screen),
    table(stepColumns, lines, screen),
  ]
    .filter(Boolean)
    .join('\n\n');
}
