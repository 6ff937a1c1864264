import { ago } from './ago.ts';
import { quantity } from './number.ts';
import { printable } from './printable.ts';
import type { Screen } from './screen.ts';

/** A value as a table or a list of fields takes it. */
export type Cell = string | number | Date | undefined;

function isoTime(at: Date): string {
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}

/** A value on one line: for a reader on an aligned screen, whole and exact in a pipe. Without colour. */
export function cellText(cell: Cell, screen: Screen): string {
  if (cell === undefined) return screen.aligned ? '-' : '';
  if (typeof cell === 'string') return printable(cell).trim();
  if (typeof cell === 'number') return screen.aligned ? quantity(cell) : String(cell);
  return screen.aligned ? ago(cell, screen.now) : isoTime(cell);
}
