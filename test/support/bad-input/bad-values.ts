import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Flag, FlagKinds } from '../../../src/verb/flags.ts';

/** Paths at which there is no text to be read, made anew for a test file. */
export interface BadPaths {
  readonly paths: readonly string[];
  readonly folder: string;
  remove(): void;
}

export function makeBadPaths(): BadPaths {
  const folder = mkdtempSync(join(tmpdir(), 'ecsctl-bad-'));
  mkdirSync(join(folder, 'folder'));
  writeFileSync(join(folder, 'binary'), Buffer.from([0, 1, 0xff, 0xfe, 0x80]));
  writeFileSync(join(folder, 'latin-1'), Buffer.from('größe', 'latin1'));
  const names = [
    'folder',
    'binary',
    'latin-1',
    'not here',
    'binary/inside',
    'x'.repeat(300),
    'nul\0byte',
    '한글.json',
  ];
  return {
    folder,
    paths: names.map((name) => join(folder, name)),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

const digitsOfOthers = fc.constantFrom('١٢', '５', 'Ⅳ', '½', '1\u00a0000');
const notNumbers = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'NaN',
    'Infinity',
    '-Infinity',
    'null',
    '1e3',
    '1,5',
    '0x10',
    '--',
    '1 2',
    '5%',
    '\0',
    '１２',
  ),
  fc.constantFrom(
    '\u001b[31m5',
    '5\n6',
    '1'.repeat(40),
    '9'.repeat(400),
    '-'.repeat(5),
    "5'",
    '"5"',
    '$(id)',
    '5;id',
  ),
  digitsOfOthers,
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => !/^[+-]?[\d.]+$/.test(text)),
);

/** Values that a flag of this kind must refuse; undefined where a kind takes any text. */
export function badValueOf(flag: Flag, paths: readonly string[]): fc.Arbitrary<string> | undefined {
  const outside = [
    flag.min === undefined ? [] : [flag.min - 1],
    flag.max === undefined ? [] : [flag.max + 1],
  ].flat();
  const beyond = outside.map(String).filter((text) => /^-?\d+(\.\d+)?$/.test(text));
  const values: { readonly [Kind in keyof FlagKinds]: fc.Arbitrary<string> | undefined } = {
    text: fc.constantFrom('', ' ', '\t', '\u00a0'),
    integer: fc.oneof(notNumbers, fc.constantFrom('1.5', '.5', ...beyond)),
    number: beyond.length > 0 ? fc.oneof(notNumbers, fc.constantFrom(...beyond)) : notNumbers,
    duration: fc.oneof(
      notNumbers,
      fc.constantFrom('5', '5 m', '1.5h', '5M', '1h30m', '-5m', 'm', '5w', `${'9'.repeat(30)}d`),
    ),
    time: fc.oneof(
      notNumbers,
      fc.constantFrom('tomorrow', '2026-02-30', '2026-13-01', '2026-01-01T25:00:00Z', '1764579600'),
    ),
    switch: undefined,
    choice: fc
      .oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('', 'toString', '__proto__'))
      .filter((text) => !flag.choices?.includes(text)),
    pair: fc.oneof(
      fc.constantFrom('', '=', 'a', '=b', 'a='),
      fc.string().filter((text) => !text.includes('=')),
    ),
    file: fc.constantFrom('', ...paths),
  };
  return values[flag.kind];
}
