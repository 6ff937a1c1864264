import type { Amount } from '../../ecs/fleet/value.ts';
import type { Paint } from '../../terminal/screen.ts';

/** Columns of a reservation, and of an instance's CPU or memory. */
const reservationWidth = 20;
const amountWidth = 10;

/**
 * `██████████│░░░░░░░░░`: how much is reserved, up to the target and beyond it; the line is the target where that is not
 * the end. What lies beyond the target is instances that are still to come.
 */
export function reservationGauge(percent: number, target: number, paint: Paint): string {
  const most = Math.max(percent, target, 1);
  const columns = (value: number) => Math.round((value / most) * reservationWidth);
  const full = columns(Math.min(percent, target));
  const over = columns(Math.max(percent, target)) - columns(target);
  const free = columns(target) - full;
  const mark = over > 0 ? paint.strong('│') : '';
  return [
    coloured('█'.repeat(full), paint.accent),
    coloured('░'.repeat(free), paint.faint),
    mark,
    coloured('▒'.repeat(over), paint.warn),
  ].join('');
}

/** `██████░░░░`: what is taken of an amount. */
export function amountBar({ free, total }: Amount): string {
  const taken = total > 0 ? Math.round(((total - free) / total) * amountWidth) : 0;
  const full = Math.min(amountWidth, Math.max(0, taken));
  return '█'.repeat(full) + '░'.repeat(amountWidth - full);
}

function coloured(text: string, paint: (text: string) => string): string {
  return text === '' ? '' : paint(text);
}
