import { describe, expect, it } from 'vitest';
import { checkBounds } from '../../../../src/scale/step/bounds.ts';
import { refusedFor } from '../../../support/refused.ts';

type Bounds = readonly [lower: number | undefined, upper: number | undefined];

const steps = (bounds: readonly Bounds[]) =>
  bounds.map(([MetricIntervalLowerBound, MetricIntervalUpperBound]) => ({
    MetricIntervalLowerBound,
    MetricIntervalUpperBound,
    ScalingAdjustment: 1,
  }));

describe('the bounds of a step scaling policy', () => {
  it.each<[string, Bounds[]]>([
    ['one step upwards', [[0, undefined]]],
    ['one step downwards', [[undefined, 0]]],
    [
      'steps in any order',
      [
        [15, undefined],
        [0, 15],
      ],
    ],
    [
      'both directions in one policy',
      [
        [undefined, -10],
        [-10, 0],
        [0, 10],
        [10, undefined],
      ],
    ],
    ['a step that begins above the threshold', [[5, undefined]]],
  ])('takes %s', (_, bounds) => {
    expect(() => checkBounds(steps(bounds))).not.toThrow();
  });

  it.each<[string, Bounds[], string]>([
    ['no step at all', [], 'not 0'],
    ['a step without bounds', [[undefined, undefined]], 'any..any'],
    ['a step that ends where it begins', [[5, 5]], '5..5'],
    ['a step that ends before it begins', [[5, 0]], '5..0'],
    [
      'a gap',
      [
        [0, 10],
        [15, undefined],
      ],
      '0..10 and 15..any leave a gap',
    ],
    [
      'an overlap',
      [
        [0, 20],
        [15, undefined],
      ],
      '0..20 and 15..any overlap',
    ],
    [
      'two open ends upwards',
      [
        [0, undefined],
        [15, undefined],
      ],
      'overlap',
    ],
    [
      'two open ends downwards',
      [
        [undefined, 0],
        [undefined, -5],
      ],
      'overlap',
    ],
    ['a negative lower bound with nothing below', [[-10, undefined]], '-10..any leaves lower values'],
    ['a positive upper bound with nothing above', [[0, 10]], '0..10 leaves higher values'],
  ])('refuses %s', (_, bounds, naming) => {
    refusedFor('usage', naming, () => checkBounds(steps(bounds)));
  });

  it('refuses more than 20 steps', () => {
    const bounds = Array.from(
      { length: 21 },
      (_, index): Bounds => [index, index < 20 ? index + 1 : undefined],
    );
    expect(() => checkBounds(steps(bounds))).toThrow('not 21');
  });
});
