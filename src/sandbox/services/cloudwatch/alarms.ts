import type {
  DeleteAlarmsCommandInput,
  DeleteAlarmsCommandOutput,
  DisableAlarmActionsCommandInput,
  DisableAlarmActionsCommandOutput,
  EnableAlarmActionsCommandInput,
  EnableAlarmActionsCommandOutput,
  PutMetricAlarmCommandInput,
  PutMetricAlarmCommandOutput,
  SetAlarmStateCommandInput,
  SetAlarmStateCommandOutput,
} from '@aws-sdk/client-cloudwatch';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { dropAlarm, saveAlarm, setState } from './alarm-store.ts';
import { checkAlarm } from './alarm-validation.ts';
import type { StateValue } from './state.ts';

const STATES: readonly string[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];

export function PutMetricAlarm(
  input: PutMetricAlarmCommandInput,
  { region, now }: Call,
): Answer<PutMetricAlarmCommandOutput> {
  checkAlarm(input);
  saveAlarm(region, input, now);
  return {};
}

/** Deletes them all or, where one of them is not there, none. */
export function DeleteAlarms(
  { AlarmNames: names = [] }: DeleteAlarmsCommandInput,
  { region, now }: Call,
): Answer<DeleteAlarmsCommandOutput> {
  if (names.length > 100)
    throw new AwsError('ValidationError', 'AlarmNames cannot have more than 100 elements.');
  const missing = names.filter((name) => !region.cloudwatch.alarms.has(name));
  if (missing.length > 0)
    throw new AwsError('ResourceNotFound', `Unknown alarms: ${missing.join(', ')}`, 404);
  for (const name of names) dropAlarm(region, name, now);
  return {};
}

/** The state lasts until the next evaluation, and calls the actions of the state all the same. */
export function SetAlarmState(
  input: SetAlarmStateCommandInput,
  { region, now }: Call,
): Answer<SetAlarmStateCommandOutput> {
  const alarm = region.cloudwatch.alarms.get(input.AlarmName ?? '');
  if (!alarm) throw new AwsError('ResourceNotFound', `Unknown alarm: ${input.AlarmName}`, 404);
  const value = STATES.find((state) => state === input.StateValue) as StateValue | undefined;
  if (!value) throw new AwsError('ValidationError', `Invalid state: ${input.StateValue}`);
  setState(region, alarm, now, { value, reason: input.StateReason ?? '', data: input.StateReasonData });
  alarm.isNews = true;
  return {};
}

export function EnableAlarmActions(
  { AlarmNames }: EnableAlarmActionsCommandInput,
  { region }: Call,
): Answer<EnableAlarmActionsCommandOutput> {
  switchActions(region, AlarmNames, true);
  return {};
}

export function DisableAlarmActions(
  { AlarmNames }: DisableAlarmActionsCommandInput,
  { region }: Call,
): Answer<DisableAlarmActionsCommandOutput> {
  switchActions(region, AlarmNames, false);
  return {};
}

function switchActions(region: Region, names: readonly string[] = [], enabled: boolean): void {
  for (const name of names) {
    const alarm = region.cloudwatch.alarms.get(name);
    if (alarm) alarm.ActionsEnabled = enabled;
  }
}
