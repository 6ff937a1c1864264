import { describe, expect, it } from 'vitest';
import {
  adjusted,
  stepAt,
} from '../../../../../src/sandbox/services/application-auto-scaling/step-scaling.ts';

const percent = { AdjustmentType: 'PercentChangeInCapacity' } as const;

describe('an adjustment', () => {
  it.each([
    // Of a change in percent, a part of one task counts as a whole one, anything else is cut off towards
    // zero.
    { current: 10, by: 25, from: percent, expected: 12, says: '2.5 is 2' },
    { current: 3, by: 10, from: percent, expected: 4, says: '0.3 is 1' },
    { current: 3, by: -10, from: percent, expected: 2, says: '-0.3 is -1' },
    { current: 10, by: -66.7, from: percent, expected: 4, says: '-6.67 is -6' },
    { current: 10, by: 10, from: percent, expected: 11, says: 'a whole number stays' },
    { current: 7, by: 100, from: percent, expected: 14, says: 'doubling' },
    { current: 3, by: -100, from: percent, expected: 0, says: 'down to nothing' },
    { current: 0, by: 50, from: percent, expected: 0, says: 'half of nothing is nothing' },
    {
      current: 10,
      by: 10,
      from: { ...percent, MinAdjustmentMagnitude: 4 },
      expected: 14,
      says: 'at least 4 more',
    },
    {
      current: 10,
      by: -10,
      from: { ...percent, MinAdjustmentMagnitude: 4 },
      expected: 6,
      says: 'at least 4 less',
    },
    {
      current: 10,
      by: 80,
      from: { ...percent, MinAdjustmentMagnitude: 4 },
      expected: 18,
      says: 'more than the least',
    },
    { current: 4, by: 3, from: { AdjustmentType: 'ChangeInCapacity' }, expected: 7, says: 'three more' },
    {
      current: 2,
      by: -5,
      from: { AdjustmentType: 'ChangeInCapacity' },
      expected: 0,
      says: 'never below none',
    },
    { current: 4, by: 9, from: { AdjustmentType: 'ExactCapacity' }, expected: 9, says: 'exactly nine' },
  ] as const)('of $current by $by: $says', ({ current, by, from, expected }) => {
    expect(adjusted(current, by, from)).toBe(expected);
  });
});

describe('the step taken', () => {
  const up = [
    { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 15, ScalingAdjustment: 1 },
    { MetricIntervalLowerBound: 15, ScalingAdjustment: 3 },
  ];
  const down = [
    { MetricIntervalLowerBound: -10, MetricIntervalUpperBound: 0, ScalingAdjustment: -1 },
    { MetricIntervalUpperBound: -10, ScalingAdjustment: -2 },
  ];

  it.each([
    [0, 1],
    [14.9, 1],
    [15, 3],
    [500, 3],
    [-1, undefined],
  ])('above the threshold holds its lower bound: at a distance of %d it is %s', (distance, expected) => {
    expect(stepAt(up, distance, 'above')?.ScalingAdjustment).toBe(expected);
  });

  it.each([
    [0, -1],
    [-9.9, -1],
    [-10, -2],
    [-30, -2],
    [1, undefined],
  ])('below the threshold holds its upper bound: at a distance of %d it is %s', (distance, expected) => {
    expect(stepAt(down, distance, 'below')?.ScalingAdjustment).toBe(expected);
  });
});
