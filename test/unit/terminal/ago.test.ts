import { expect, test } from 'vitest';
import { ago, duration } from '../../../src/terminal/ago.ts';
import { now } from './screens.ts';

test.each([
  [0, '0s'],
  [0.35, '350ms'],
  [0.9999, '1s'],
  [1, '1s'],
  [59.6, '1m'],
  [90, '1m30s'],
  [3600, '1h'],
  [5400, '1h30m'],
  [3601, '1h'],
  [93_600, '1d2h'],
  [604_800, '7d'],
  [-90, '-1m30s'],
  [Number.NaN, '-'],
])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test.each([
  [0, 'now'],
  [0.9, 'now'],
  [45, '45s ago'],
  [119, '119s ago'],
  [300, '5m ago'],
  [7199, '119m ago'],
  [7200, '2h ago'],
  [47 * 3600, '47h ago'],
  [50 * 3600, '2d ago'],
  [-3 * 3600, 'in 3h'],
  [-30, 'in 30s'],
])('what was %d seconds before now is "%s"', (seconds, text) => {
  expect(ago(new Date(now.getTime() - seconds * 1000), now)).toBe(text);
});

test('an invalid time has no distance', () => {
  expect(ago(new Date('never'), now)).toBe('-');
});
