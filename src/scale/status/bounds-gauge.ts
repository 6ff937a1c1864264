import type { Screen } from '../../terminal/screen.ts';
import type { Bounds } from '../editable.ts';
import type { TaskCounts } from './value.ts';

/** Columns between the bounds; up to so many tasks each has a column of its own. */
const widest = 30;

/**
 * `2 ├██▒▒░░░░┤ 10`: from the fewest tasks to the most, those that run over the minimum full, those that are still to
 * start half full.
 */
export function boundsGauge(
  { running, desired }: TaskCounts,
  { min, max }: Bounds,
  { paint }: Screen,
): string {
  const room = Math.max(0, max - min);
  const width = Math.min(widest, room);
  const columns = (count: number): number => {
    const share = room === 0 ? 0 : (Math.min(max, Math.max(min, count)) - min) / room;
    return Math.round(share * width);
  };
  const full = columns(Math.min(running, desired));
  const wanted = Math.max(full, columns(desired));
  const bar = [
    colour('█'.repeat(full), paint.accent),
    colour('▒'.repeat(wanted - full), paint.warn),
    colour('░'.repeat(width - wanted), paint.faint),
  ];
  return `${min} ├${bar.join('')}┤ ${max}`;
}

function colour(text: string, paint: (text: string) => string): string {
  return text === '' ? '' : paint(text);
}
