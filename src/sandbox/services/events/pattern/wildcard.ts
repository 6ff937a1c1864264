import { matchesPieces } from '../../../wildcard.ts';
import { type Accepts, invalidPattern } from './pattern.ts';

/**
 * A text in which `*` stands for any characters, none included; `\*` and `\\` are the characters themselves. Throws
 * InvalidEventPatternException for two `*` in a row and for any other use of `\`. AWS also refuses wildcards that its
 * engine finds too complex, by a measure that it does not publish; that is not judged here.
 */
export function parseWildcard(pattern: string): Accepts {
  const pieces = [''];
  for (const token of tokens(pattern)) {
    if (token === '*') pieces.push('');
    else pieces.push(`${pieces.pop()}${literal(token)}`);
  }
  return (value) => typeof value === 'string' && matchesPieces(pieces, value);
}

/** `*`, or a piece of text in which an escaped character has its backslash yet. */
function* tokens(pattern: string): Generator<string> {
  for (const { 0: token, index } of pattern.matchAll(/\*\*|\\[*\\]|\\|\*|[^*\\]+/g)) {
    if (token === '**')
      throw invalidPattern(`Consecutive wildcard characters at pos ${place(pattern, index)}`);
    if (token === '\\') throw invalidPattern(`Invalid escape character at pos ${place(pattern, index)}`);
    yield token;
  }
}

/** AWS counts bytes, and the quotation mark before the text. */
function place(pattern: string, index: number): number {
  return Buffer.byteLength(pattern.slice(0, index)) + 1;
}

function literal(token: string): string {
  return token.startsWith('\\') ? token.slice(1) : token;
}
