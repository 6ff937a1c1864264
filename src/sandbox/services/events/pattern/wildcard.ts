import { type Accepts, invalidPattern } from './pattern.ts';

/**
 * A text in which `*` stands for any characters, none included; `\*` and `\\` are the characters themselves. Throws
 * InvalidEventPatternException for two `*` in a row and for any other use of `\`. AWS also refuses wildcards that its
 * engine finds too complex, by a measure that it does not publish; that is not judged here.
 */
export function parseWildcard(pattern: string): Accepts {
  const source = [...tokens(pattern)].map((token) => (token === '*' ? '.*' : literal(token))).join('');
  const whole = new RegExp(`^${source}$`, 'su');
  return (value) => typeof value === 'string' && whole.test(value);
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
  const text = token.startsWith('\\') ? token.slice(1) : token;
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
