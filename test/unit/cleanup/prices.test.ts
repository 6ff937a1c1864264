import { describe, expect, it } from 'vitest';
import { listPrices, monthlyOf, readPrices } from '../../../src/cleanup/cost/prices.ts';
import { kinds } from '../../../src/cleanup/kinds/index.ts';
import { failureOf } from '../../support/refused.ts';

describe('prices', () => {
  it('of charges add up to the cent, and what costs nothing has none', () => {
    expect(monthlyOf([{ price: 'load balancer, application', quantity: 2 }], listPrices)).toBe(32.85);
    expect(monthlyOf([{ price: 'log storage, gigabyte', quantity: 0.001 }], listPrices)).toBeUndefined();
    expect(monthlyOf([{ price: 'unheard of', quantity: 1 }], listPrices)).toBeUndefined();
    expect(monthlyOf(undefined, listPrices)).toBeUndefined();
  });

  it('can be put in place of the list’s', () => {
    expect(readPrices('{"nat gateway": 10}')['nat gateway']).toBe(10);
    expect(readPrices('{"nat gateway": 10}').alarm).toBe(listPrices.alarm);
    expect(readPrices(undefined)).toBe(listPrices);
  });

  it.each([
    ['[]', '--prices: the file is no JSON object'],
    ['{', '--prices: the file is no JSON object'],
    ['{"nat": 1}', '--prices: there is no price "nat"'],
    ['{"alarm": -1}', '--prices: "alarm" needs US dollars a month as a number, not -1'],
    ['{"alarm": "1"}', '--prices: "alarm" needs US dollars a month as a number, not "1"'],
  ])('%s is refused', (json, message) => {
    expect(failureOf('usage', () => readPrices(json)).message).toBe(message);
  });

  it('are named once each, and no two kinds have one name', () => {
    const names = kinds.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const types = kinds.flatMap((kind) => kind.types);
    expect(new Set(types).size).toBe(types.length);
  });
});
