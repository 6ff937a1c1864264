import type { MetricAlarm, PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import { Failure } from '../../failure.ts';

/** Actions that an alarm takes for one state. */
const maxActions = 5;

/** What only CloudWatch itself says of an alarm. Any other member goes back as it came, newer ones included. */
const outputOnly = new Set<string>([
  'AlarmArn',
  'AlarmConfigurationUpdatedTimestamp',
  'StateValue',
  'StateReason',
  'StateReasonData',
  'StateUpdatedTimestamp',
  'StateTransitionedTimestamp',
  'EvaluationState',
] satisfies (keyof MetricAlarm)[]);

/** Lists that CloudWatch describes as empty where it takes none: a metric beside metric math is refused. */
const exclusive = new Set(['Dimensions', 'Metrics']);

export type AlarmInput = PutMetricAlarmCommandInput & { AlarmName: string };

/**
 * The input of PutMetricAlarm that would make exactly this alarm. PutMetricAlarm replaces the whole alarm, so
 * every change of one begins here. Tags are no part of it: they outlive the call.
 */
export function alarmInput(alarm: MetricAlarm): AlarmInput {
  const members = Object.entries(alarm).filter(
    ([name, value]) =>
      value !== undefined && !outputOnly.has(name) && !(exclusive.has(name) && isEmptyList(value)),
  );
  return { ...Object.fromEntries(members), AlarmName: alarm.AlarmName ?? '' };
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/**
 * The alarm's actions with `arn` among them, once.
 *
 * @throws a `refused` failure when that would be a sixth action, which CloudWatch does not take.
 */
export function withAction(alarm: MetricAlarm, arn: string): string[] {
  const actions = alarm.AlarmActions ?? [];
  if (actions.includes(arn)) return [...actions];
  if (actions.length >= maxActions)
    throw new Failure('refused', `alarm ${alarm.AlarmName} has ${actions.length} actions already`, {
      hint: `take one away first: CloudWatch allows ${maxActions} a state`,
    });
  return [...actions, arn];
}

/** Every ARN that the alarm acts on, in whatever state. */
export function actionsOf(alarm: MetricAlarm): string[] {
  return [
    ...(alarm.AlarmActions ?? []),
    ...(alarm.OKActions ?? []),
    ...(alarm.InsufficientDataActions ?? []),
  ];
}
