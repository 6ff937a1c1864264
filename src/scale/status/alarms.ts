import type { ComparisonOperator, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { duration } from '../../terminal/ago.ts';
import { measure } from './measure.ts';
import type { AlarmStatus } from './value.ts';

interface Comparison {
  readonly side: AlarmStatus['side'];
  readonly words: string;
}

const comparisons: Readonly<Record<ComparisonOperator, Comparison>> = {
  GreaterThanThreshold: { side: 'high', words: 'above' },
  GreaterThanOrEqualToThreshold: { side: 'high', words: 'at or above' },
  LessThanThreshold: { side: 'low', words: 'below' },
  LessThanOrEqualToThreshold: { side: 'low', words: 'at or below' },
  GreaterThanUpperThreshold: { side: 'high', words: 'above the expected band' },
  LessThanLowerThreshold: { side: 'low', words: 'below the expected band' },
  LessThanLowerOrGreaterThanUpperThreshold: { side: 'other', words: 'outside the expected band' },
};

/** What an alarm waits for, in which state it is, and since when. */
export function alarmStatus(alarm: MetricAlarm, unit: string): AlarmStatus {
  const { AlarmName: name = '', StateValue: state = 'INSUFFICIENT_DATA', ActionsEnabled = true } = alarm;
  const since = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
  return {
    name,
    state,
    ...(since && { since }),
    side: comparisonOf(alarm).side,
    ...(alarm.Threshold !== undefined && { threshold: alarm.Threshold }),
    condition: conditionOf(alarm, unit),
    actionsEnabled: ActionsEnabled,
  };
}

/** An operator that is not known here is shown as AWS calls it. */
function comparisonOf({ ComparisonOperator: operator }: MetricAlarm): Comparison {
  const unknown: Comparison = { side: 'other', words: operator ?? 'compared with' };
  return (operator && comparisons[operator]) ?? unknown;
}

/** `above 60% for 3m`; `above 60% for 2m of 3m` where not every period has to be. */
function conditionOf(alarm: MetricAlarm, unit: string): string {
  const { Threshold, EvaluationPeriods: periods = 1, Period = periodOfMath(alarm) } = alarm;
  const needed = alarm.DatapointsToAlarm ?? periods;
  const threshold = Threshold === undefined ? '' : ` ${measure(Threshold, unit)}`;
  const span = duration(periods * Period);
  const long = needed < periods ? `${duration(needed * Period)} of ${span}` : span;
  return `${comparisonOf(alarm).words}${threshold} for ${long}`;
}

/** An alarm on metric math has the period of its metrics; CloudWatch's shortest usual one is a minute. */
function periodOfMath({ Metrics = [] }: MetricAlarm): number {
  const periods = Metrics.flatMap(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? []);
  return Math.max(60, ...periods);
}
