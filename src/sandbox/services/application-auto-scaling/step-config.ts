import type {
  StepAdjustment,
  StepScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import { AwsError } from '../../service.ts';
import { atLeast, invalid, oneOf } from './constraints.ts';

const TYPES = ['ChangeInCapacity', 'PercentChangeInCapacity', 'ExactCapacity'] as const;
const AGGREGATIONS = ['Average', 'Minimum', 'Maximum'] as const;
const MOST_STEPS = 20;

/**
 * Throws ValidationException for steps that overlap, leave gaps, or do not say what happens beyond the last
 * of them.
 */
export function checkSteps(configuration: StepScalingPolicyConfiguration | undefined): void {
  if (!configuration)
    throw invalid('StepScalingPolicyConfiguration is required for policy type StepScaling.');
  const { AdjustmentType, StepAdjustments: steps = [], MetricAggregationType, Cooldown } = configuration;
  if (!AdjustmentType) throw invalid('AdjustmentType must be specified.');
  oneOf('stepScalingPolicyConfiguration.adjustmentType', AdjustmentType, TYPES);
  if (MetricAggregationType) {
    oneOf('stepScalingPolicyConfiguration.metricAggregationType', MetricAggregationType, AGGREGATIONS);
  }
  if (Cooldown !== undefined) atLeast('stepScalingPolicyConfiguration.cooldown', Cooldown, 0);
  if (configuration.MinAdjustmentMagnitude !== undefined && AdjustmentType !== 'PercentChangeInCapacity') {
    throw invalid('MinAdjustmentMagnitude can only be given with adjustment type PercentChangeInCapacity.');
  }
  if (steps.length === 0) throw invalid('At least one step adjustment must be specified.');
  if (steps.length > MOST_STEPS) {
    throw new AwsError(
      'LimitExceededException',
      'The limit of step adjustments per scaling policy was exceeded.',
    );
  }
  if (AdjustmentType === 'ExactCapacity' && steps.some((step) => (step.ScalingAdjustment ?? 0) < 0)) {
    throw invalid('ScalingAdjustment must not be negative with adjustment type ExactCapacity.');
  }
  checkBounds(steps);
}

/** Throws ValidationException for steps that overlap, leave gaps, or do not say what happens beyond the last of them. */
export function checkBounds(steps: readonly StepAdjustment[]): void {
  const intervals = steps
    .map(({ MetricIntervalLowerBound: lower, MetricIntervalUpperBound: upper }) => ({ lower, upper }))
    .sort(
      (one, other) => (one.lower ?? Number.NEGATIVE_INFINITY) - (other.lower ?? Number.NEGATIVE_INFINITY),
    );
  if (intervals.some(({ lower, upper }) => lower === undefined && upper === undefined)) {
    throw invalid('At least one bound must be specified for each step adjustment.');
  }
  if (intervals.some(({ lower, upper }) => lower !== undefined && upper !== undefined && lower >= upper)) {
    throw invalid('The lower bound of a step adjustment must be less than its upper bound.');
  }
  for (const [index, { upper }] of intervals.entries()) {
    const next = intervals[index + 1];
    if (!next) continue;
    if (next.lower === undefined)
      throw invalid('Only one step adjustment can have an unspecified lower bound.');
    if (upper === undefined) throw invalid('Only one step adjustment can have an unspecified upper bound.');
    if (upper > next.lower) throw invalid('Step adjustment intervals cannot overlap.');
    if (upper < next.lower) throw invalid('There must not be gaps between step adjustment intervals.');
  }
  const lowest = intervals[0]?.lower;
  const highest = intervals.at(-1)?.upper;
  if (lowest !== undefined && lowest < 0) {
    throw invalid(
      'There must be a step adjustment with an unspecified lower bound when one has a negative lower bound.',
    );
  }
  if (highest !== undefined && highest > 0) {
    throw invalid(
      'There must be a step adjustment with an unspecified upper bound when one has a positive upper bound.',
    );
  }
}
