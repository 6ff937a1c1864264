import type { AlarmStatus, StepLine, Wish } from './value.ts';

/**
 * What a target-tracking policy asks for. Its alarms decide, not the value of the moment: the high one after three
 * minutes above the target, the low one after fifteen well below it.
 */
export function trackingWish(alarms: readonly AlarmStatus[], hasData: boolean): Wish {
  const fired = (side: AlarmStatus['side']) =>
    alarms.some((alarm) => alarm.side === side && alarm.state === 'ALARM');
  if (fired('high')) return 'out';
  if (fired('low')) return 'in';
  return hasData ? 'hold' : 'unknown';
}

/**
 * What a step policy asks for: the steps of an alarm that has fired all lead one way; where they differ, as steps on
 * both sides of one threshold do, the alarm's side tells.
 */
export function stepWish(alarms: readonly AlarmStatus[], steps: readonly StepLine[], hasData: boolean): Wish {
  const fired = alarms.find(({ state }) => state === 'ALARM');
  if (!fired) return hasData ? 'hold' : 'unknown';
  const changes = steps.map(({ change }) => change);
  if (changes.every((change) => change.startsWith('-'))) return 'in';
  if (changes.every((change) => change.startsWith('+'))) return 'out';
  return fired.side === 'low' ? 'in' : 'out';
}
