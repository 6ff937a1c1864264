import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** Every source file with its text, by its path from the root. */
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path: `src/${path}`, text: code(readFileSync(join(root, 'src', path), 'utf8')) }));

/** A text without its comments, which may speak of anything. */
function code(text: string): string {
  return text.replace(/\/\*.*?\*\/|^\s*\/\/.*$|(?<=[;,{)]) \/\/ .*$/gms, '');
}

/** What only some rooms may write, beyond what imports show. */
const kept: readonly (readonly [what: string, words: RegExp, rooms: RegExp])[] = [
  ['ends the process', /process\.(exit|abort|kill)\b/, /^src\/cli\/|^src\/main\.ts$/],
  ['touches the streams of the process', /process\.(stdin|stdout|stderr)\b/, /^src\/main\.ts$/],
  ['reads the environment of the process', /process\.env\b/, /^src\/main\.ts$/],
  ['listens to signals', /process\.(on|once)\(/, /^src\/cli\//],
  ['writes escape codes', /\\x1b\[|\\u001b\[|\\e\[/i, /^src\/terminal\//],
];

describe.each(kept)('only the rooms for it: code that %s', (_, words, rooms) => {
  it('is written there', () => {
    const strays = sources.filter(({ path, text }) => words.test(text) && !rooms.test(path));
    expect(strays.map(({ path }) => path)).toEqual([]);
  });
});

it('the rules look at the whole house', () => {
  expect(sources.length).toBeGreaterThan(100);
});
