import { expect, test } from 'vitest';
import { compact, percent, quantity } from '../../../src/terminal/number.ts';

test.each([
  [0, '0'],
  [-0, '0'],
  [7, '7'],
  [1234, '1,234'],
  [1234567, '1,234,567'],
  [-1234, '-1,234'],
  [999.96, '1,000'],
  [12.34, '12.3'],
  [12.04, '12'],
  [0.05, '0.05'],
  [0.001, '0'],
  [-0.001, '0'],
  [100, '100'],
  [Number.NaN, '-'],
  [Number.POSITIVE_INFINITY, '-'],
])('%d reads %s', (value, text) => {
  expect(quantity(value)).toBe(text);
});

test('a percentage is not scaled', () => {
  expect([percent(62.5), percent(100), percent(Number.NaN)]).toEqual(['62.5%', '100%', '-']);
});

test.each([
  [950, '950'],
  [1500, '1.5k'],
  [20_000_000, '20M'],
  [-2_000, '-2k'],
  [3e12, '3T'],
])('%d is %s on an axis', (value, text) => {
  expect(compact(value)).toBe(text);
});
