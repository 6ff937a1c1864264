import type { StepScalingPolicyConfiguration } from '@aws-sdk/client-application-auto-scaling';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectOf, stepAdjustments, stepConfiguration } from '../../../../src/scale/step/adjustments.ts';
import { checkBounds } from '../../../../src/scale/step/bounds.ts';
import { alarmThreshold, parseSteps, type StepList } from '../../../../src/scale/step/list.ts';
import { stepLists } from '../../../support/arbitrary-scaling.ts';

describe('steps as AWS takes them', () => {
  it('counts bounds from the threshold upwards for --out, without gaps and open at the end', () => {
    expect(stepAdjustments(parseSteps('70:+1,85:+3,95:+10', 'out'))).toEqual([
      { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 15, ScalingAdjustment: 1 },
      { MetricIntervalLowerBound: 15, MetricIntervalUpperBound: 25, ScalingAdjustment: 3 },
      { MetricIntervalLowerBound: 25, ScalingAdjustment: 10 },
    ]);
  });

  it('counts them downwards for --in', () => {
    expect(stepAdjustments(parseSteps('30:-1,15:-2', 'in'))).toEqual([
      { MetricIntervalUpperBound: 0, MetricIntervalLowerBound: -15, ScalingAdjustment: -1 },
      { MetricIntervalUpperBound: -15, ScalingAdjustment: -2 },
    ]);
  });

  it('subtracts decimals as decimals', () => {
    expect(stepAdjustments(parseSteps('70.1:+1,85.55:+3', 'out'))[1]?.MetricIntervalLowerBound).toBe(15.45);
    expect(stepAdjustments(parseSteps('0.1:+1,0.3:+3', 'out'))[1]?.MetricIntervalLowerBound).toBe(0.2);
    expect(stepAdjustments(parseSteps('0.0000001:+1,1:+3', 'out'))[1]?.MetricIntervalLowerBound).toBe(
      0.9999999,
    );
  });

  it('gives percentages a least magnitude of one task, and nothing else', () => {
    const options = { cooldown: 60 };
    expect(stepConfiguration(parseSteps('70:+10%', 'out'), options)).toMatchObject({
      MinAdjustmentMagnitude: 1,
    });
    expect(stepConfiguration(parseSteps('70:+1', 'out'), options)).not.toHaveProperty(
      'MinAdjustmentMagnitude',
    );
    expect(stepConfiguration(parseSteps('70:=9', 'out'), options)).not.toHaveProperty(
      'MinAdjustmentMagnitude',
    );
  });

  it.each([
    ['Minimum', 'Minimum'],
    ['Maximum', 'Maximum'],
    ['Average', 'Average'],
    ['Sum', 'Average'],
    ['SampleCount', 'Average'],
    [undefined, 'Average'],
  ])('aggregates an alarm on %s by %s', (statistic, aggregation) => {
    expect(stepConfiguration(parseSteps('70:+1', 'out'), { statistic }).MetricAggregationType).toBe(
      aggregation,
    );
  });

  it('keeps to the rules of AWS whatever the steps', () => {
    fc.assert(
      fc.property(stepLists, (list) => {
        checkBounds(stepAdjustments(list));
      }),
    );
  });
});

describe('what a step does', () => {
  const out = parseSteps('70:+1,85:+3', 'out');
  const scaleIn = parseSteps('30:-1,15:-2', 'in');

  it.each([
    [out, 69.9, 5],
    [out, 70, 6],
    [out, 84.9, 6],
    [out, 85, 8],
    [out, 1e9, 8],
    [scaleIn, 30.1, 5],
    [scaleIn, 30, 4],
    [scaleIn, 15.1, 4],
    [scaleIn, 15, 3],
    [scaleIn, -1e9, 3],
  ] as const)('follows the step that the metric has reached (%#)', (list, metric, tasks) => {
    expect(effectOf(list, metric, 5)).toBe(tasks);
  });

  it.each([
    ['+10%', 10, 11],
    ['+10%', 19, 20],
    ['+10%', 3, 4],
    ['+25%', 6, 7],
    ['+150%', 5, 12],
    ['+10%', 0, 1],
  ])('rounds %s of %d up tasks as AWS does', (adjustment, current, tasks) => {
    expect(effectOf(parseSteps(`70:${adjustment}`, 'out'), 70, current)).toBe(tasks);
  });

  it.each([
    ['-10%', 10, 9],
    ['-10%', 3, 2],
    ['-20%', 33, 27],
    ['-100%', 7, 0],
    ['-1', 0, 0],
    ['-3', 2, 0],
  ])('rounds %s of %d down tasks as AWS does', (adjustment, current, tasks) => {
    expect(effectOf(parseSteps(`30:${adjustment}`, 'in'), 30, current)).toBe(tasks);
  });

  it('sets an exact number whatever runs', () => {
    expect(effectOf(parseSteps('70:=20', 'out'), 70, 3)).toBe(20);
  });

  it('says of any metric what AWS would do with the relative bounds', () => {
    fc.assert(
      fc.property(
        stepLists,
        fc.double({ min: -200, max: 200, noNaN: true }),
        fc.nat(50),
        (list, metric, current) => {
          expect(effectOf(list, metric, current)).toBe(byRelativeBounds(list, metric, current));
        },
      ),
    );
  });
});

/** The other way round: the alarm first, then the interval in which its breach lies, as AWS documents both. */
function byRelativeBounds(list: StepList, metric: number, current: number): number {
  const threshold = alarmThreshold(list);
  const configuration = stepConfiguration(list, {});
  const inAlarm = list.direction === 'out' ? metric >= threshold : metric <= threshold;
  const step = inAlarm ? chosen(configuration, list, metric) : undefined;
  if (!step?.ScalingAdjustment) return configuration.AdjustmentType === 'ExactCapacity' && step ? 0 : current;
  const amount = step.ScalingAdjustment;
  if (configuration.AdjustmentType === 'ExactCapacity') return amount;
  const exact = configuration.AdjustmentType === 'ChangeInCapacity' ? amount : (current * amount) / 100;
  const least = configuration.MinAdjustmentMagnitude ?? 0;
  const change = Math.abs(exact) < least ? Math.sign(amount) * least : Math.trunc(exact);
  return Math.max(0, current + change);
}

function chosen({ StepAdjustments = [] }: StepScalingPolicyConfiguration, list: StepList, metric: number) {
  // Bounds are compared as thresholds, so that the difference of two doubles decides nothing.
  const thresholds = list.steps.map((step) => step.threshold);
  return StepAdjustments.find((_, index) => {
    const [near = 0, far] = [thresholds[index], thresholds[index + 1]];
    return list.direction === 'out'
      ? metric >= near && (far === undefined || metric < far)
      : metric <= near && (far === undefined || metric > far);
  });
}
