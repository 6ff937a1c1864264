import { pieceOf, textWidth } from './text-width.ts';

export interface Indent {
  /** Spaces before the first line of each paragraph. */
  readonly first?: number;
  /** Spaces before the lines after it; the same as the first unless said otherwise. */
  readonly hanging?: number;
}

/** A word too long for any line is broken, unless it is coloured, for its codes would be cut. */
function pieces(word: string, room: number): string[] {
  const broken: string[] = [];
  let left = word;
  while (textWidth(left) > room && !left.includes('\x1b')) {
    const piece = pieceOf(left, room) || String.fromCodePoint(left.codePointAt(0) ?? 0);
    broken.push(piece);
    left = left.slice(piece.length);
  }
  return left === '' ? broken : [...broken, left];
}

function wordsOf(paragraph: string, room: number): string[] {
  return paragraph
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap((word) => pieces(word, room));
}

function wrapParagraph(paragraph: string, width: number, { first = 0, hanging = first }: Indent): string {
  const lines: string[] = [];
  let line = '';
  let room = width - first;
  for (const word of wordsOf(paragraph, Math.max(1, width - Math.max(first, hanging)))) {
    if (line !== '' && textWidth(line) + 1 + textWidth(word) > room) {
      lines.push(line);
      line = word;
      room = width - hanging;
    } else {
      line += line === '' ? word : ` ${word}`;
    }
  }
  return [...lines, line].map((text, index) => ' '.repeat(index === 0 ? first : hanging) + text).join('\n');
}

/**
 * Text wrapped between words to `width` columns; paragraphs are what an empty line divides. A width of
 * `Infinity`, which a pipe has, gives each paragraph one line.
 *
 * Not by the `wrap-ansi` package: it makes its segmenter when it is imported, which `--help` would wait for.
 */
export function wrap(text: string, width: number, indent: Indent = {}): string {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => wrapParagraph(paragraph, width, indent))
    .join('\n\n');
}
