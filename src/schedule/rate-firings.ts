import type { RateSchedule } from './expression.ts';

/** The next instants, `count` of them, at which a rate that counts from `anchor` runs after `after`. */
export function rateFirings({ seconds }: RateSchedule, anchor: Date, after: Date, count: number): Date[] {
  const interval = seconds * 1000;
  const gone = Math.max(-1, Math.floor((after.getTime() - anchor.getTime()) / interval));
  const first = anchor.getTime() + (gone + 1) * interval;
  return Array.from({ length: count }, (_, index) => new Date(first + index * interval));
}
