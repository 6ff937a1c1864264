import type { Region } from '../../world/region.ts';
import { periodSeconds } from '../cloudwatch/alarm-states.ts';
import { pointsOf } from '../cloudwatch/query.ts';
import type { Alarm } from '../cloudwatch/state.ts';
import { type StepAdjustment, stepAt } from './step-scaling.ts';

/**
 * The step that an alarm calls for: by how far the metric, in the policy's aggregation, is off the threshold.
 */
export function stepCalled(
  region: Region,
  alarm: Alarm,
  { steps, aggregation }: { steps: readonly StepAdjustment[]; aggregation: string | undefined },
  at: number,
): StepAdjustment | undefined {
  const distance = (stepValue(region, alarm, aggregation, at) ?? 0) - (alarm.Threshold ?? 0);
  return stepAt(steps, distance, alarm.ComparisonOperator?.startsWith('Less') ? 'below' : 'above');
}

/**
 * The value that a step is chosen by: the alarm's metric in the policy's aggregation, where the alarm has
 * one plain metric.
 */
function stepValue(
  region: Region,
  alarm: Alarm,
  aggregation: string | undefined,
  at: number,
): number | undefined {
  const { Namespace, MetricName, Dimensions, Statistic, Unit } = alarm;
  const averaged = Statistic === 'Average' || Statistic === 'Minimum' || Statistic === 'Maximum';
  if (!aggregation || !averaged || aggregation === Statistic) return alarm.lastValue;
  const Period = periodSeconds(alarm);
  const stat = { Metric: { Namespace, MetricName, Dimensions }, Period, Stat: aggregation, Unit };
  const points = pointsOf(region, stat, { from: at - Period * 1000, to: at });
  return [...points.values()].at(-1) ?? alarm.lastValue;
}
