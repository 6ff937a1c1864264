import { expect, test } from 'vitest';
import { seriesOf } from '../../../src/terminal/chart-series.ts';

const at = (minute: number, value: number | undefined) => ({ at: new Date(minute * 60_000), value });

test('columns that share points take their mean', () => {
  expect(seriesOf([at(0, 10), at(1, 20), at(2, 30), at(3, 50)], 2)?.values).toEqual([15, 40]);
});

test('a column without a point of its own keeps the value in force', () => {
  expect(seriesOf([at(0, 1), at(1, 2)], 6)?.values).toEqual([1, 1, 1, 2, 2, 2]);
});

test('a period that CloudWatch left out is a gap', () => {
  expect(seriesOf([at(0, 1), at(1, 1), at(2, 1), at(6, 5), at(7, 5)], 8)?.values).toEqual([
    1,
    1,
    1,
    undefined,
    undefined,
    undefined,
    5,
    5,
  ]);
});

test('a missing value is a gap', () => {
  expect(seriesOf([at(0, 1), at(1, undefined), at(2, 3)], 3)?.values).toEqual([1, undefined, 3]);
});

test('points come in any order', () => {
  expect(seriesOf([at(1, 2), at(0, 1)], 2)?.values).toEqual([1, 2]);
});

test('the last period counts whole', () => {
  const series = seriesOf([at(0, 1), at(1, 2)], 2);
  expect([series?.from, series?.to]).toEqual([0, 120_000]);
});
