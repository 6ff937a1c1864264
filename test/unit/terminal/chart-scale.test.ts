import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowOf, scaleFor } from '../../../src/terminal/chart-scale.ts';

test.each([
  [[12, 87], 9, [0, 25, 50, 75, 100]],
  [[0.2, 0.7], 7, [0, 0.25, 0.5, 0.75]],
  [[-5, 5], 5, [-5, 0, 5]],
  [[0], 5, [0, 0.5, 1]],
  [[7], 5, [0, 5, 10]],
  [[5e-324], 5, [0, 0.5, 1]],
  [[-5e-323, -6e-323], 5, [0, 0.5, 1]],
  [[1e17, 1e17 + 16], 5, [0, 5e16, 1e17]],
  [[1000, 1001, 1002], 5, [1000, 1001, 1002]],
  [[-1002, -1000], 5, [-1002, -1001, -1000]],
])('%j in %i rows has the ticks %j', (values, height, ticks) => {
  expect(scaleFor(values, height).ticks).toEqual(ticks);
});

test('the ticks hold every value, lie evenly on rows, and fit the height', () => {
  const value = fc.double({ min: -1e12, max: 1e12, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 3, max: 30 }),
      (values, height) => {
        const scale = scaleFor(values, height);
        expect(scale.rows).toBeLessThanOrEqual(height);
        expect(scale.ticks.map((tick) => rowOf(tick, scale))).toEqual(
          scale.ticks.map((_, index) => index * scale.rowsPerTick),
        );
        const slack = (scale.high - scale.low) * 1e-6;
        for (const one of values) {
          expect(one).toBeGreaterThanOrEqual(scale.low - slack);
          expect(one).toBeLessThanOrEqual(scale.high + slack);
        }
      },
    ),
  );
});
