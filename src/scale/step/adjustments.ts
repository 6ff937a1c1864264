import type {
  MetricAggregationType,
  StepAdjustment,
  StepScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import { checkBounds } from './bounds.ts';
import { subtract } from './decimal.ts';
import { alarmThreshold, type StepList } from './list.ts';

/** The steps as AWS takes them: bounds relative to the alarm's threshold, without gaps, the last one open. */
export function stepAdjustments(list: StepList): StepAdjustment[] {
  const threshold = alarmThreshold(list);
  const [near, far] =
    list.direction === 'out'
      ? (['MetricIntervalLowerBound', 'MetricIntervalUpperBound'] as const)
      : (['MetricIntervalUpperBound', 'MetricIntervalLowerBound'] as const);
  const adjustments = list.steps.map((step, index) => {
    const next = list.steps[index + 1];
    return {
      [near]: subtract(step.threshold, threshold),
      ...(next && { [far]: subtract(next.threshold, threshold) }),
      ScalingAdjustment: step.amount,
    };
  });
  checkBounds(adjustments);
  return adjustments;
}

/**
 * The configuration of a step scaling policy for these steps.
 *
 * @param cooldown seconds; AWS's own default is 300.
 * @param statistic the alarm's: only an average, minimum or maximum has an aggregation of its own.
 */
export function stepConfiguration(
  list: StepList,
  { cooldown, statistic }: { cooldown?: number; statistic?: string },
): StepScalingPolicyConfiguration {
  return {
    AdjustmentType: list.type,
    StepAdjustments: stepAdjustments(list),
    ...(list.type === 'PercentChangeInCapacity' && { MinAdjustmentMagnitude: 1 }),
    ...(cooldown !== undefined && { Cooldown: cooldown }),
    MetricAggregationType: aggregationOf(statistic),
  };
}

/** How the policy aggregates the metric that an alarm with this statistic watches. */
export function aggregationOf(statistic: string | undefined): MetricAggregationType {
  return statistic === 'Minimum' || statistic === 'Maximum' ? statistic : 'Average';
}

/**
 * The number of tasks that a value of the metric leads to, before the scalable target's bounds: `current` when
 * it reaches no step. Above the threshold a step holds from its threshold on, below it down from its threshold.
 */
export function effectOf(list: StepList, metric: number, current: number): number {
  const reached = list.steps.filter(({ threshold }) =>
    list.direction === 'out' ? metric >= threshold : metric <= threshold,
  );
  const amount = reached.at(-1)?.amount;
  if (amount === undefined) return current;
  if (list.type === 'ExactCapacity') return amount;
  const change = list.type === 'ChangeInCapacity' ? amount : percentOf(current, amount);
  return Math.max(0, current + change);
}

/** AWS rounds a share towards zero, and the least magnitude of 1 keeps it from coming to nothing. */
function percentOf(current: number, percent: number): number {
  return Math.sign(percent) * Math.max(1, Math.floor((current * Math.abs(percent)) / 100));
}
