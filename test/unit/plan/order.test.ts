import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder } from '../../../src/plan/order.ts';
import { anyPlan, aPlan, aStep } from '../../support/plans.ts';

function ids(...steps: Parameters<typeof aPlan>[0]): string[] {
  return inOrder(aPlan(steps)).map(({ id }) => id);
}

describe('the order of a plan', () => {
  it('is the plan’s own where nothing waits', () => {
    expect(ids(aStep('c'), aStep('a'), aStep('b'))).toEqual(['c', 'a', 'b']);
  });

  it('puts a step behind what it waits for', () => {
    expect(ids(aStep('policy', { after: ['target'] }), aStep('target'))).toEqual(['target', 'policy']);
  });

  it.each([
    ['two that wait for each other', [aStep('a', { after: ['b'] }), aStep('b', { after: ['a'] })], 'a, b'],
    ['one that waits for itself', [aStep('a', { after: ['a'] })], 'a'],
    ['one that waits for what is not there', [aStep('z'), aStep('a', { after: ['gone'] })], 'a'],
    [
      'a circle behind good steps',
      [aStep('x'), aStep('a', { after: ['x', 'b'] }), aStep('b', { after: ['a'] })],
      'a, b',
    ],
  ])('refuses %s', (_, steps, names) => {
    expect(() => inOrder(aPlan(steps))).toThrow(`Steps wait in a circle: ${names}`);
  });

  it('refuses two steps of one name', () => {
    expect(() => inOrder(aPlan([aStep('a'), aStep('a')]))).toThrow('Two steps of the plan for prod/web');
  });

  it('holds every step once, each behind all that it waits for', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const order = inOrder(plan);
        expect(new Set(order)).toEqual(new Set(plan.steps));
        expect(order).toHaveLength(plan.steps.length);
        const place = new Map(order.map(({ id }, index) => [id, index]));
        for (const [index, step] of order.entries()) {
          for (const earlier of step.after) expect(place.get(earlier)).toBeLessThan(index);
        }
      }),
    );
  });
});
