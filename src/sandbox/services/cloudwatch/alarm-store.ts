import type { HistoryItemType, PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import type { Alarm, StateValue } from './state.ts';

const KEPT_MS = 30 * 24 * 3600 * 1000;

/**
 * Makes the alarm, or replaces everything that is configured of the one of that name. State and tags of an
 * existing
 * alarm stay: tags in the input are for new alarms alone.
 */
export function saveAlarm(region: Region, { Tags, ...input }: PutMetricAlarmInput, now: Date): Alarm {
  const name = input.AlarmName ?? '';
  const before = region.cloudwatch.alarms.get(name);
  const alarm: Alarm = {
    ...input,
    AlarmName: name,
    AlarmArn: arn(region, 'cloudwatch', `alarm:${name}`),
    AlarmConfigurationUpdatedTimestamp: now,
    ActionsEnabled: input.ActionsEnabled ?? true,
    OKActions: input.OKActions ?? [],
    AlarmActions: input.AlarmActions ?? [],
    InsufficientDataActions: input.InsufficientDataActions ?? [],
    Dimensions: input.Dimensions ?? [],
    EvaluationPeriods: input.EvaluationPeriods ?? 1,
    StateValue: before?.StateValue ?? 'INSUFFICIENT_DATA',
    StateReason: before?.StateReason ?? 'Unchecked: Initial alarm creation',
    StateReasonData: before?.StateReasonData,
    StateUpdatedTimestamp: before?.StateUpdatedTimestamp ?? now,
    StateTransitionedTimestamp: before?.StateTransitionedTimestamp ?? now,
    tags: before?.tags ?? Tags ?? [],
    lastValue: before?.lastValue,
    isNews: false,
  };
  region.cloudwatch.alarms.set(name, alarm);
  const summary = before ? `Alarm "${name}" updated` : `Alarm "${name}" created`;
  remember(region, alarm, now, 'ConfigurationUpdate', summary, { type: before ? 'Update' : 'Create' });
  return alarm;
}

/** Takes the alarm away; its history stays, and the tagging API remembers its tags for some hours. */
export function dropAlarm(region: Region, name: string, now: Date): void {
  const alarm = region.cloudwatch.alarms.get(name);
  if (alarm && alarm.tags.length > 0) {
    const tags = alarm.tags.map(({ Key = '', Value = '' }) => [Key, Value]);
    region.tags.bury(alarm.AlarmArn ?? '', now, Object.fromEntries(tags));
  }
  region.cloudwatch.alarms.delete(name);
}

/**
 * Puts the alarm into a state, with the reason in words and as data, and writes that down when it is a new
 * one.
 */
export function setState(
  region: Region,
  alarm: Alarm,
  now: Date,
  next: { value: StateValue; reason: string; data?: string },
): void {
  const before = alarm.StateValue;
  const oldState = { stateValue: before, stateReason: alarm.StateReason };
  alarm.StateValue = next.value;
  alarm.StateReason = next.reason;
  alarm.StateReasonData = next.data;
  alarm.StateUpdatedTimestamp = now;
  if (before === next.value) return;
  alarm.StateTransitionedTimestamp = now;
  const newState = { stateValue: next.value, stateReason: next.reason };
  remember(region, alarm, now, 'StateUpdate', `Alarm updated from ${before} to ${next.value}`, {
    oldState,
    newState,
  });
  rememberActions(region, alarm, now);
}

/** The actions that the alarm's present state calls. */
export function actionsOf(alarm: Alarm): string[] {
  if (!alarm.ActionsEnabled) return [];
  const { StateValue: state } = alarm;
  if (state === 'ALARM') return alarm.AlarmActions ?? [];
  return (state === 'OK' ? alarm.OKActions : alarm.InsufficientDataActions) ?? [];
}

function rememberActions(region: Region, alarm: Alarm, now: Date): void {
  for (const action of actionsOf(alarm)) {
    const summary = `Successfully executed action ${action}`;
    remember(region, alarm, now, 'Action', summary, {
      actionState: 'Succeeded',
      notificationResource: action,
    });
  }
}

function remember(
  region: Region,
  alarm: Alarm,
  at: Date,
  kind: HistoryItemType,
  summary: string,
  data: Record<string, unknown>,
): void {
  const { history } = region.cloudwatch;
  history.push({
    AlarmName: alarm.AlarmName,
    AlarmType: 'MetricAlarm',
    Timestamp: at,
    HistoryItemType: kind,
    HistorySummary: summary,
    HistoryData: JSON.stringify({ version: '1.0', ...data }),
  });
  while (at.getTime() - (history[0]?.Timestamp?.getTime() ?? 0) > KEPT_MS) history.shift();
}
