import { textWidth } from '../../terminal/text-width.ts';

/** Blocks of lines beside each other, `gap` columns apart; each at least as wide as `width`, but for the last. */
export function sideBySide(blocks: readonly string[], width: number, gap: number): string {
  const columns = blocks.map((block) => block.split('\n'));
  const height = Math.max(0, ...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) =>
    columns
      .map((lines, index) => padded(lines[row] ?? '', index === columns.length - 1 ? 0 : width + gap))
      .join('')
      .trimEnd(),
  ).join('\n');
}

/** A coloured line is as wide as its text. */
function padded(line: string, width: number): string {
  return line + ' '.repeat(Math.max(0, width - textWidth(line)));
}
