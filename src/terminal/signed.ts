import type { Screen } from './screen.ts';
import { wrap } from './wrap.ts';

/** A text behind a sign (`→ `, `! `), wrapped under its own beginning, every line coloured. */
export function signed(
  text: string,
  sign: string,
  paint: (text: string) => string,
  { width }: Pick<Screen, 'width'>,
  indent = 0,
): string {
  const lines = wrap(text, width - indent - sign.length).split('\n');
  return lines
    .map((line, index) => ' '.repeat(indent) + paint((index === 0 ? sign : ' '.repeat(sign.length)) + line))
    .join('\n');
}
