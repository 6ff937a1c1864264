import type {
  StepAdjustment,
  StepScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import { writeAdjustment } from './adjustment.ts';
import { add } from './decimal.ts';

/**
 * `70 to 85: +1, from 85: +3`: the steps of a policy as values of the metric, or as distances from the threshold
 * when that is not known.
 */
export function writeAdjustments(
  { StepAdjustments, AdjustmentType }: StepScalingPolicyConfiguration,
  threshold?: number,
): string {
  const at = (bound: number) =>
    threshold === undefined ? `threshold + ${bound}` : String(add(threshold, bound));
  return inOrder(StepAdjustments)
    .map(({ MetricIntervalLowerBound: lower, MetricIntervalUpperBound: upper, ScalingAdjustment = 0 }) => {
      const adjustment = writeAdjustment({
        type: AdjustmentType ?? 'ChangeInCapacity',
        amount: ScalingAdjustment,
      });
      return `${writeInterval(lower, upper, at)}: ${adjustment}`;
    })
    .join(', ');
}

function writeInterval(
  lower: number | undefined,
  upper: number | undefined,
  at: (bound: number) => string,
): string {
  if (lower === undefined) return upper === undefined ? 'any value' : `up to ${at(upper)}`;
  return upper === undefined ? `from ${at(lower)}` : `${at(lower)} to ${at(upper)}`;
}

/** Steps from the lowest to the highest; AWS keeps them in no order. */
export function inOrder(adjustments: readonly StepAdjustment[] = []): StepAdjustment[] {
  const start = (one: StepAdjustment) => one.MetricIntervalLowerBound ?? Number.NEGATIVE_INFINITY;
  return [...adjustments].sort((a, b) => start(a) - start(b));
}
