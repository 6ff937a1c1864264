import type {
  StepAdjustment,
  StepScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { writeAdjustment } from '../step/adjustment.ts';
import { add } from '../step/decimal.ts';
import { inOrder } from '../step/words.ts';
import { measure } from './measure.ts';
import type { StepLine } from './value.ts';

/**
 * A policy's steps in values of the metric: AWS keeps them as distances from the threshold of whichever alarm starts
 * the policy, so that without an alarm they have no values.
 */
export function stepLines(
  configuration: StepScalingPolicyConfiguration | undefined,
  alarms: readonly MetricAlarm[],
  unit: string,
): StepLine[] {
  const steps = inOrder(configuration?.StepAdjustments);
  const thresholds = alarms.flatMap(({ Threshold }) => Threshold ?? []);
  if (thresholds.length === 0) return steps.map((step) => distantLine(step, configuration, unit));
  return [...new Set(thresholds)].flatMap((threshold) =>
    steps.map((step) => stepLine(step, threshold, configuration, unit)),
  );
}

function stepLine(
  step: StepAdjustment,
  threshold: number,
  configuration: StepScalingPolicyConfiguration | undefined,
  unit: string,
): StepLine {
  const { MetricIntervalLowerBound: lower, MetricIntervalUpperBound: upper } = step;
  const from = lower === undefined ? undefined : add(threshold, lower);
  const to = upper === undefined ? undefined : add(threshold, upper);
  return {
    range: rangeWords(from, to, (value) => measure(value, unit)),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    change: changeOf(step, configuration),
  };
}

function distantLine(
  step: StepAdjustment,
  configuration: StepScalingPolicyConfiguration | undefined,
  unit: string,
): StepLine {
  const { MetricIntervalLowerBound: lower, MetricIntervalUpperBound: upper } = step;
  const distance = (value: number) =>
    value === 0
      ? 'the threshold'
      : `the threshold ${value < 0 ? '-' : '+'} ${measure(Math.abs(value), unit)}`;
  return { range: rangeWords(lower, upper, distance), change: changeOf(step, configuration) };
}

function rangeWords(
  from: number | undefined,
  to: number | undefined,
  text: (value: number) => string,
): string {
  if (from !== undefined && to !== undefined) return `${text(from)} to ${text(to)}`;
  if (from !== undefined) return `${text(from)} and more`;
  return to === undefined ? 'any value' : `${text(to)} and less`;
}

function changeOf(
  { ScalingAdjustment: amount = 0 }: StepAdjustment,
  configuration: StepScalingPolicyConfiguration | undefined,
): string {
  const type = configuration?.AdjustmentType ?? 'ChangeInCapacity';
  return writeAdjustment({ type, amount });
}
