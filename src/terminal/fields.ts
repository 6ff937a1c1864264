import { type Cell, cellText } from './cell.ts';
import type { Screen } from './screen.ts';
import { textWidth } from './text-width.ts';
import { wrap } from './wrap.ts';

export interface Field {
  readonly label: string;
  /** A field without a value is left out. */
  readonly value: Cell;
  paint?(text: string, screen: Screen): string;
}

const gutter = 3;
/** Beside a label, a value has at least this room; on a narrower screen the line runs over. */
const leastRoom = 16;

/**
 * One line a field, the values under each other, long ones wrapped under their own beginning. In a pipe the
 * label and the value stand between a tab.
 */
export function fields(list: readonly Field[], screen: Screen): string {
  const shown = list.filter(({ value }) => value !== undefined);
  const indent = gutter + shown.reduce((widest, { label }) => Math.max(widest, textWidth(label)), 0);
  return shown.map((field) => drawField(field, indent, screen)).join('\n');
}

function drawField({ label, value, paint }: Field, indent: number, screen: Screen): string {
  const text = cellText(value, screen);
  const colour = (line: string): string => (line === '' ? '' : (paint?.(line, screen) ?? line));
  if (!screen.aligned) return `${label}\t${colour(text)}`;
  const lines = wrap(text, Math.max(leastRoom, screen.width - indent))
    .split('\n')
    .map(colour);
  const lead = screen.paint.faint(label) + ' '.repeat(indent - textWidth(label));
  return `${lead}${lines.join(`\n${' '.repeat(indent)}`)}`.trimEnd();
}
