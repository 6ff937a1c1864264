import { type Output, rowsOf } from './streams.ts';
import { textWidth } from './text-width.ts';

/** Terminals that know this mode (others ignore it) show all that stands between at once: nothing flickers. */
const beginFrame = '\x1b[?2026h';
const endFrame = '\x1b[?2026l';
const eraseBelow = '\x1b[J';

function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}

/** The rows that lines fill, each at least one, those that are too wide more. */
function rowsFilled(lines: readonly string[], columns: number): number {
  return lines.reduce((rows, line) => rows + Math.max(1, Math.ceil(textWidth(line) / columns)), 0);
}

/** What scrolled off the top could not be drawn over again, so a picture that is too tall loses its end. */
function fitted(lines: readonly string[], rows: number): readonly string[] {
  if (lines.length < rows) return lines;
  const kept = lines.slice(0, Math.max(0, rows - 2));
  return [...kept, `… ${lines.length - kept.length} more lines`];
}

/** Returns a function that gives the text which draws the next picture over the last one. */
export function redrawOn(stream: Output, columns: () => number): (text: string) => string {
  let drawn: readonly string[] = [];
  return (text) => {
    const up = rowsFilled(drawn, columns());
    drawn = fitted(linesOf(text), rowsOf(stream));
    const back = up === 0 ? '' : `\x1b[${up}A\r`;
    return `${beginFrame}${back}${eraseBelow}${drawn.join('\n')}\n${endFrame}`;
  };
}
