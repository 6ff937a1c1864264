import { expect, test } from 'vitest';
import { gauge, sparkline } from '../../../src/terminal/gauge.ts';

test('a sparkline runs from the least to the most value, blank where there is none', () => {
  expect(sparkline([0, 50, undefined, 100])).toBe('▁▅ █');
  expect(sparkline([3, 3])).toBe('▁▁');
  expect(sparkline([])).toBe('');
});

test('a gauge is as full as the share, never more than full', () => {
  expect([gauge(5, 10, 10), gauge(12, 10, 4), gauge(-1, 10, 4), gauge(1, 0, 4)]).toEqual([
    '█████░░░░░',
    '████',
    '░░░░',
    '░░░░',
  ]);
});
