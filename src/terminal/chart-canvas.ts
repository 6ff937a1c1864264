import type { Paint } from './screen.ts';

interface Ink {
  readonly character: string;
  readonly style: keyof Paint;
}

/** Rows from the lowest up, each as many cells as the canvas is wide. */
export type Canvas = (Ink | undefined)[][];

export function emptyCanvas(rows: number, columns: number): Canvas {
  return Array.from({ length: rows }, () => new Array<Ink | undefined>(columns).fill(undefined));
}

/** Dashes right across. */
export function drawLevel(canvas: Canvas, row: number, style: keyof Paint): void {
  canvas[row]?.fill({ character: '╌', style });
}

/** One row a column, joined into a line with round corners; the line is broken where a column has none. */
export function drawLine(canvas: Canvas, rows: readonly (number | undefined)[], style: keyof Paint): void {
  for (const [column, row] of rows.entries()) {
    if (row === undefined) continue;
    const before = rows[column - 1] ?? row;
    for (const [at, character] of strokes(before, row)) {
      const cells = canvas[at];
      if (cells !== undefined) cells[column] = { character, style };
    }
  }
}

/** What one column shows of a line that comes from `before` and leaves at `row`. */
function strokes(before: number, row: number): [row: number, character: string][] {
  if (before === row) return [[row, '─']];
  const rises = row > before;
  const drawn: [number, string][] = [
    [before, rises ? '╯' : '╮'],
    [row, rises ? '╭' : '╰'],
  ];
  for (let between = Math.min(before, row) + 1; between < Math.max(before, row); between += 1) {
    drawn.push([between, '│']);
  }
  return drawn;
}

/** One row as text without trailing blanks, coloured a run at a time. */
export function rowText(canvas: Canvas, row: number, paint: Paint): string {
  let text = '';
  let run = '';
  let style: keyof Paint | undefined;
  let blanks = 0;
  const endRun = (): void => {
    text += style === undefined ? run : paint[style](run);
    run = '';
  };
  for (const ink of canvas[row] ?? []) {
    if (ink === undefined) {
      blanks += 1;
      continue;
    }
    if (ink.style !== style || blanks > 0) endRun();
    text += ' '.repeat(blanks);
    blanks = 0;
    style = ink.style;
    run += ink.character;
  }
  endRun();
  return text;
}
