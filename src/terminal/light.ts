import type { Paint } from './screen.ts';

/** How a check has ended: nothing in the way, to be looked at, in the way, or nobody can say. */
export type Light = 'green' | 'yellow' | 'red' | 'unknown';

/** How a light is drawn. */
export const signs: Readonly<Record<Light, readonly [sign: string, tone: keyof Paint]>> = {
  green: ['✓', 'good'],
  yellow: ['!', 'warn'],
  red: ['✗', 'bad'],
  unknown: ['?', 'warn'],
};

const gravity: readonly Light[] = ['green', 'yellow', 'unknown', 'red'];

/** The gravest of some lights; green of none. */
export function gravest(lights: readonly Light[]): Light {
  return gravity[Math.max(0, ...lights.map((light) => gravity.indexOf(light)))] ?? 'green';
}
