import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../../src/sandbox/services/cloudwatch/math/evaluate.ts';
import { parse } from '../../../../../src/sandbox/services/cloudwatch/math/syntax.ts';
import type { Scope, Value } from '../../../../../src/sandbox/services/cloudwatch/math/value.ts';

const points = (...values: (number | undefined)[]) =>
  new Map(
    values
      .map((value, index) => [index, value])
      .filter((point): point is [number, number] => point[1] !== undefined),
  );

const metrics: Record<string, Value> = {
  m1: points(10, 20, undefined, 40),
  m2: points(2, 0, 3, 4),
  m3: points(undefined, 5, undefined, undefined),
};

const scope: Scope = {
  value: (id) => metrics[id],
  metrics: () => [metrics.m1, metrics.m2].filter((value) => value instanceof Map),
  period: 60,
  times: [0, 1, 2, 3],
};

function calculated(source: string) {
  const value = evaluate(parse(source), scope);
  return value instanceof Map ? [0, 1, 2, 3].map((time) => value.get(time) ?? '-') : value;
}

describe('metric math', () => {
  it.each<[string, unknown]>([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['-2 ^ 2', 4],
    ['10 - 2 - 3', 5],
    ['8 / 2 / 2', 2],
    ['m1 / m2', [5, '-', '-', 10]],
    ['m1 * 2', [20, 40, '-', 80]],
    ['-m1', [-10, -20, '-', -40]],
    ['100 * m2 / m1', [20, 0, '-', 10]],
    ['m1 > 15', [0, 1, '-', 1]],
    ['m1 >= 20 AND m2 == 0', [0, 1, '-', 0]],
    ['m1 < 15 || m2 == 0', [1, 1, '-', 0]],
    ['FILL(m1, 0)', [10, 20, 0, 40]],
    ['FILL(m1, REPEAT)', [10, 20, 20, 40]],
    ['FILL(m1, LINEAR)', [10, 20, 30, 40]],
    ['FILL(m3, REPEAT)', ['-', 5, 5, 5]],
    ['IF(m2 > 0, m1 / m2, m1)', [5, 20, '-', 10]],
    ['IF(m2 > 0, m2)', [2, '-', 3, 4]],
    ['IF(m2, 1, 0)', [1, 0, 1, 1]],
    ['SUM([m1, m2])', [12, 20, 3, 44]],
    ['SUM(METRICS())', [12, 20, 3, 44]],
    ['MAX([m1, m2])', [10, 20, 3, 40]],
    ['MIN(m1)', 10],
    ['AVG(m2)', 2.25],
    ['CEIL(m2 / 3)', [1, 0, 1, 2]],
    ['ABS(-5)', 5],
    ['m1 / PERIOD(m1)', [10 / 60, 20 / 60, '-', 40 / 60]],
    ['TIME_SERIES(7)', [7, 7, 7, 7]],
  ])('%s', (source, expected) => {
    expect(calculated(source)).toEqual(expected);
  });

  it.each(['m1 /', '(m1', 'm1 m2', 'm1 $ 2', 'NOPE(m1)', 'm9 + 1', 'SUM([m1, m2)', '', 'IF(1)'])(
    'cannot read %j',
    (source) => {
      expect(() => calculated(source)).toThrow(SyntaxError);
    },
  );
});
