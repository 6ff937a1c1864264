import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  flawOf,
  isSameStrategy,
  parseStrategy,
  type Strategy,
  strategyOf,
  strategyText,
} from '../../../src/ecs/strategy.ts';
import { refusedFor } from '../../support/refused.ts';

const item = (capacityProvider: string, base: number, weight: number) => ({ capacityProvider, base, weight });

describe('a strategy as it is typed', () => {
  it.each<[string, Strategy]>([
    ['FARGATE', [item('FARGATE', 0, 1)]],
    ['FARGATE:base=1', [item('FARGATE', 1, 1)]],
    ['nodes:weight=0', [item('nodes', 0, 0)]],
    ['FARGATE:base=1:weight=1,FARGATE_SPOT:weight=4', [item('FARGATE', 1, 1), item('FARGATE_SPOT', 0, 4)]],
    ['a:weight=2:base=100000, b:weight=1000', [item('a', 100_000, 2), item('b', 0, 1000)]],
    [
      'arn:aws:ecs:us-east-1:123456789012:capacity-provider/nodes:base=2:weight=3,b',
      [item('nodes', 2, 3), item('b', 0, 1)],
    ],
  ])('%s is read', (text, expected) => {
    expect(parseStrategy(text)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['', 'names no capacity provider'],
    [',', 'names no capacity provider'],
    ['FARGATE,', 'names no capacity provider'],
    [':weight=1', 'names no capacity provider'],
    ['my nodes', '"my nodes" is no name'],
    ['노드', '"노드" is no name'],
    ['FARGATE:weight', '"weight" in'],
    ['FARGATE:weight=', '"weight=" in'],
    ['FARGATE:weight=-1', '"weight=-1" in'],
    ['FARGATE:weight=1.5', '"weight=1.5" in'],
    ['FARGATE:weight=1:weight=2', 'says the weight twice'],
    ['FARGATE:share=1', '"share=1" in'],
    ['FARGATE:weight=1001', 'a weight of 1001'],
    ['FARGATE:base=100001', 'a base of 100001'],
    ['FARGATE,FARGATE', 'names FARGATE twice'],
    ['FARGATE,nodes', 'mixes Fargate with instances'],
    ['a:base=1,b:base=1', 'has a base on more than one item'],
    ['a:weight=0,b:weight=0', 'has weight 0 on every item'],
    [Array.from({ length: 21 }, (_, index) => `n${index}`).join(','), 'has 21 items'],
  ])('%s is refused', (text, naming) => {
    refusedFor('usage', naming, () => parseStrategy(text));
  });
});

const anyStrategy: fc.Arbitrary<Strategy> = fc
  .uniqueArray(
    fc.record({
      capacityProvider: fc.stringMatching(/^[gm-z][A-Za-z0-9_-]{0,12}$/),
      base: fc.constant(0),
      weight: fc.integer({ min: 1, max: 1000 }),
    }),
    { minLength: 1, maxLength: 20, selector: ({ capacityProvider }) => capacityProvider },
  )
  .chain((items) =>
    fc.nat(100_000).map((base) => items.map((one, index) => (index === 0 ? { ...one, base } : one))),
  );

describe('any strategy that AWS takes', () => {
  it('is read back as it is written', () => {
    fc.assert(
      fc.property(anyStrategy, (strategy) => {
        expect(flawOf(strategy)).toBeUndefined();
        expect(parseStrategy(strategyText(strategy))).toEqual(strategy);
      }),
    );
  });

  it('is the same in any order, and another one when a number differs', () => {
    fc.assert(
      fc.property(anyStrategy, (strategy) => {
        expect(isSameStrategy(strategy, strategy.toReversed())).toBe(true);
        const [first, ...rest] = strategy;
        if (first)
          expect(isSameStrategy(strategy, [{ ...first, weight: first.weight - 1 }, ...rest])).toBe(false);
      }),
    );
  });
});

it('takes what AWS leaves out of a strategy as the API means it', () => {
  expect(strategyOf([{ capacityProvider: 'FARGATE' }])).toEqual([item('FARGATE', 0, 0)]);
  expect(strategyOf(undefined)).toEqual([]);
  expect(strategyText([])).toBe('none');
});
