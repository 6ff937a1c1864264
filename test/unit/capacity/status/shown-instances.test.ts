import { describe, expect, it } from 'vitest';
import { amountBar, reservationGauge } from '../../../../src/capacity/status/gauges.ts';
import { sectionsOf } from '../../../../src/capacity/status/shown-instances.ts';
import type { FleetInstance } from '../../../../src/ecs/fleet/value.ts';
import { plainPaint } from '../../../../src/terminal/screen.ts';

function instances(count: number, provider: string | undefined, values: Partial<FleetInstance> = {}) {
  return Array.from(
    { length: count },
    (_, index): FleetInstance => ({
      id: `${provider ?? 'own'}-${index}`,
      ...(provider !== undefined && { provider }),
      state: 'active',
      tasks: 1,
      ...values,
    }),
  );
}

const told = (all: readonly FleetInstance[], providers: readonly string[]) =>
  sectionsOf(all, providers).map(({ provider, shown, others }) => [provider, shown.length, others.length]);

describe('instances on a screen', () => {
  it('are all shown by their providers, those of none last', () => {
    const all = [
      ...instances(8, 'a'),
      ...instances(8, 'b'),
      ...instances(2, undefined),
      ...instances(2, 'gone'),
    ];
    expect(told(all, ['a', 'b', 'FARGATE'])).toEqual([
      ['a', 8, 0],
      ['b', 8, 0],
      ['FARGATE', 0, 0],
      [undefined, 4, 0],
    ]);
  });

  it('are where there are many the emptiest, the fullest and those in trouble', () => {
    const all = [...instances(40, 'a'), ...instances(3, 'a', { state: 'launching' }), ...instances(5, 'b')];
    expect(told(all, ['a', 'b'])).toEqual([
      ['a', 11, 32],
      ['b', 5, 0],
      [undefined, 0, 0],
    ]);
    const [{ shown } = { shown: [] }] = sectionsOf(all, ['a', 'b']);
    expect(shown.slice(0, 8).map(({ id }) => id)).toEqual(
      [0, 1, 2, 3, 36, 37, 38, 39].map((index) => `a-${index}`),
    );
  });
});

describe('a reservation', () => {
  it.each([
    [100, 100, '████████████████████'],
    [50, 100, '██████████░░░░░░░░░░'],
    [200, 100, '██████████│▒▒▒▒▒▒▒▒▒▒'],
    [0, 100, '░░░░░░░░░░░░░░░░░░░░'],
    [80, 80, '████████████████████'],
    [100, 80, '████████████████│▒▒▒▒'],
  ])('of %i%% against %i%% is drawn as %s', (percent, target, drawn) => {
    expect(reservationGauge(percent, target, plainPaint)).toBe(drawn);
  });
});

describe('an amount', () => {
  it.each([
    [{ free: 2048, total: 2048 }, '░░░░░░░░░░'],
    [{ free: 0, total: 2048 }, '██████████'],
    [{ free: 512, total: 2048 }, '████████░░'],
    [{ free: 0, total: 0 }, '░░░░░░░░░░'],
    [{ free: -10, total: 10 }, '██████████'],
  ])('%o is drawn as %s', (amount, drawn) => {
    expect(amountBar(amount)).toBe(drawn);
  });
});
