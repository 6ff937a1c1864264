/** A step of a policy, of whichever kind of Auto Scaling. */
export interface StepAdjustment {
  readonly MetricIntervalLowerBound?: number | undefined;
  readonly MetricIntervalUpperBound?: number | undefined;
  readonly ScalingAdjustment: number | undefined;
}

/** What an adjustment is meant as. */
interface Adjusting {
  readonly AdjustmentType?: string | undefined;
  readonly MinAdjustmentMagnitude?: number | undefined;
}

/** On which side of its threshold an alarm breaches. */
type Side = 'above' | 'below';

/**
 * The step in whose interval the metric lies, by its distance from the alarm's threshold. Above the
 * threshold an
 * interval holds its lower bound and not its upper one; below it is the other way round.
 */
export function stepAt(
  steps: readonly StepAdjustment[],
  distance: number,
  side: Side,
): StepAdjustment | undefined {
  return steps.find(({ MetricIntervalLowerBound: lower, MetricIntervalUpperBound: upper }) => {
    const least = lower ?? Number.NEGATIVE_INFINITY;
    const most = upper ?? Number.POSITIVE_INFINITY;
    return side === 'above' ? distance >= least && distance < most : distance > least && distance <= most;
  });
}

/**
 * The capacity after an adjustment of `current`, before any bounds; a percentage never comes to less than
 * one task.
 */
export function adjusted(
  current: number,
  adjustment: number,
  { AdjustmentType, MinAdjustmentMagnitude = 0 }: Adjusting,
): number {
  if (AdjustmentType === 'ExactCapacity') return adjustment;
  if (AdjustmentType !== 'PercentChangeInCapacity') return Math.max(0, current + adjustment);
  const change = rounded((current * adjustment) / 100);
  const magnitude = Math.max(Math.abs(change), MinAdjustmentMagnitude);
  return Math.max(0, current + Math.sign(adjustment) * (adjustment === 0 ? 0 : magnitude));
}

/** AWS's rounding of a percentage: towards zero, except that a part of one task is a whole one. */
function rounded(change: number): number {
  // The product of a count and a percentage may miss a whole number by a hair.
  const exact = Number(change.toFixed(9));
  return Math.abs(exact) < 1 ? Math.sign(exact) : Math.trunc(exact);
}
