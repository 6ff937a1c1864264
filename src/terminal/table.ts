import { type Cell, cellText } from './cell.ts';
import { columnWidths } from './column-widths.ts';
import { printable } from './printable.ts';
import type { Screen } from './screen.ts';
import { shorten, textWidth } from './text-width.ts';

export interface Column<Row> {
  readonly title: string;
  value(row: Row): Cell;
  /** Numbers that are compared go to the right. Left otherwise. */
  readonly align?: 'left' | 'right';
  /** The order in which columns are shortened to fit the screen; without it a column is never shortened. */
  readonly shrink?: number;
  /** Colours the text, which is already cut to its column; may not change what is read. */
  paint?(text: string, row: Row, screen: Screen): string;
}

interface DrawnCell {
  readonly text: string;
  readonly paint: (text: string) => string;
}

const gutter = 2;
const comfortableWidth = 12;

/**
 * Rows in columns. On an aligned screen under upper-case headings, shortened with `…` so that no line is wider
 * than the screen. In a pipe one row a line, whole values between tabs, and no heading, as `gh` does it: what
 * reads a pipe wants the rows. No rows are no text at all.
 */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[], screen: Screen): string {
  if (rows.length === 0) return '';
  const lines = rows.map((row) => columns.map((column) => drawnCell(column, row, screen)));
  if (!screen.aligned) return lines.map((cells) => cells.map(painted).join('\t')).join('\n');
  const heading = columns.map(({ title }) => ({ text: title.toUpperCase(), paint: screen.paint.faint }));
  const layout = layColumns(columns, [heading, ...lines], screen.width);
  return [heading, ...lines].map((cells) => layLine(cells, layout, screen.width)).join('\n');
}

function drawnCell<Row>(column: Column<Row>, row: Row, screen: Screen): DrawnCell {
  const text = cellText(column.value(row), screen);
  return { text, paint: (shown) => column.paint?.(shown, row, screen) ?? shown };
}

function painted({ text, paint }: DrawnCell): string {
  return text === '' ? '' : paint(text);
}

interface PlacedColumn {
  readonly start: number;
  readonly width: number;
  readonly align: 'left' | 'right';
}

function layColumns<Row>(
  columns: readonly Column<Row>[],
  lines: readonly (readonly DrawnCell[])[],
  room: number,
): PlacedColumn[] {
  const spaces = columns.map(({ title, shrink }, index) => {
    const natural = lines.reduce((widest, cells) => Math.max(widest, textWidth(cells[index]?.text ?? '')), 0);
    const comfortable = Math.max(comfortableWidth, textWidth(printable(title)));
    return { natural, comfortable, shrink };
  });
  const widths = columnWidths(spaces, room - gutter * (columns.length - 1));
  let start = 0;
  return columns.map(({ align = 'left' }, index) => {
    const placed = { start, width: widths[index] ?? 0, align };
    start += placed.width + gutter;
    return placed;
  });
}

/** Every cell is put at its own column, so that nothing trails after the last one. */
function layLine(cells: readonly DrawnCell[], layout: readonly PlacedColumn[], room: number): string {
  let line = '';
  let cursor = 0;
  for (const [index, { start, width, align }] of layout.entries()) {
    const cell = cells[index];
    const space = Math.min(width, room - start);
    if (cell === undefined || cell.text === '' || space < 1) continue;
    const text = shorten(cell.text, space);
    const at = align === 'right' ? start + space - textWidth(text) : start;
    line += ' '.repeat(at - cursor) + cell.paint(text);
    cursor = at + textWidth(text);
  }
  return line;
}
