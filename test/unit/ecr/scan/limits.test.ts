import { describe, expect, it } from 'vitest';
import { readLimits, readSeverities } from '../../../../src/ecr/scan/limits.ts';

describe('readLimits', () => {
  it.each([
    [undefined, [], {}],
    ['none', [], {}],
    ['critical', [], { critical: 0 }],
    ['low', [], { critical: 0, high: 0, medium: 0, low: 0 }],
    ['none', ['high=2'], { high: 2 }],
    ['high', ['high=5'], { critical: 0, high: 5 }],
    [undefined, ['Critical=0, high=5', 'undefined=0'], { critical: 0, high: 5, unrated: 0 }],
  ])('of --fail-on %s and --max %j are %j', (failOn, max, limits) => {
    expect(readLimits(failOn, max)).toEqual(limits);
  });

  it.each(['critical', 'critical=', 'critical=-1', 'critical=1.5', 'grave=1', '=1', '', 'high=1,high=2'])(
    'of --max %j are refused',
    (max) => {
      expect(() => readLimits(undefined, [max])).toThrow('--max');
    },
  );
});

it('lists severities in their order, whatever the order they are typed in', () => {
  expect(readSeverities('low, CRITICAL')).toEqual(['critical', 'low']);
  expect(readSeverities(undefined)).toHaveLength(6);
  expect(() => readSeverities('grave')).toThrow('"grave"');
  expect(() => readSeverities('')).toThrow('--severity');
});
