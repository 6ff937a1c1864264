import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compactIds, countIds } from '../../../src/plan/compact-ids.ts';

describe('many ids in a few words', () => {
  it.each([
    [[], ''],
    [['web'], 'web'],
    [['web:1'], 'web:1'],
    [['web:1', 'web:2'], 'web:1, web:2'],
    [['web:1', 'web:2', 'web:3'], 'web:1 … web:3'],
    [['web:9', 'web:10', 'web:11', 'web:13', 'api:14'], 'web:9 … web:11, web:13, api:14'],
    [['web:1 … web:10', 'web:11 … web:20', 'web:22'], 'web:1 … web:20, web:22'],
    [['b', 'a', 'a'], 'b, a, a'],
  ])('%j are %s', (ids, words) => {
    expect(compactIds(ids)).toBe(words);
  });

  it('counts those for which there is no room', () => {
    expect(compactIds(['a:1', 'b:1', 'c:1', 'c:2', 'c:3', 'd'], 2)).toBe('a:1, b:1, and 4 more');
  });

  it('stand for as many as there were, however often they are put together', () => {
    const ids = fc.uniqueArray(
      fc.tuple(fc.constantFrom('web:', 'api:', 'a-1:'), fc.integer({ min: 1, max: 30 })),
      { selector: ([stem, number]) => `${stem}${number}`, minLength: 1 },
    );
    fc.assert(
      fc.property(ids, (all) => {
        const sorted = all
          .sort(([a, m], [b, n]) => (a === b ? m - n : a < b ? -1 : 1))
          .map((id) => id.join(''));
        const words = compactIds(sorted);
        expect(countIds(words)).toBe(sorted.length);
        expect(compactIds([words])).toBe(words);
      }),
    );
  });
});
