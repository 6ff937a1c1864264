import fc from 'fast-check';
import type { Manifest, VerbFace } from '../../../src/cli/manifest.ts';
import { flagName } from '../../../src/cli/values.ts';
import { splitCommand } from '../../../src/sandbox/tour/split-command.ts';
import { globalFlags } from '../../../src/verb/global-flags.ts';
import { badValueOf } from './bad-values.ts';
import type { BadLine } from './case.ts';

/** A verb with a whole and good command line of it. */
interface Subject {
  readonly path: string;
  readonly face: VerbFace;
  readonly good: readonly string[];
}

type Spoil = (subject: Subject, paths: readonly string[]) => fc.Arbitrary<BadLine>[];

/**
 * Command lines that are each a good one with one thing made wrong, for every verb of the manifest and every flag
 * that it declares.
 */
export function anyBadLine(manifest: Manifest, paths: readonly string[]): fc.Arbitrary<BadLine> {
  const subjects = Object.entries(manifest.verbs).map(([path, face]): Subject => {
    const [, ...good] = splitCommand(face.examples[0]?.[0].split(' | ')[0] ?? '');
    return { path, face, good };
  });
  const ways = subjects.flatMap((subject) => spoils.map((spoil) => spoil(subject, paths)));
  return fc.oneof(...ways.filter((lines) => lines.length > 0).map((lines) => fc.oneof(...lines)));
}

const spoils: readonly Spoil[] = [
  badFlagValue,
  badGlobalValue,
  unknownFlag,
  flagWithoutValue,
  switchWithValue,
  tooFewWords,
  tooManyWords,
  emptyArgument,
  misspeltVerb,
  globalsThatDoNotGo,
];

/** The line with more words of the program's: before a `--`, behind which all is a child's. */
function more(good: readonly string[], ...words: readonly string[]): string[] {
  const end = good.includes('--') ? good.indexOf('--') : good.length;
  return [...good.slice(0, end), ...words, ...good.slice(end)];
}

/** A value is named as it can be printed in one line; blanks are named by their flag. */
function namedBy(value: string, flag: string): string {
  return /^[\x21-\x7e]+$/.test(value) && !value.includes("'") ? value : flag;
}

function badFlagValue({ face, good }: Subject, paths: readonly string[]): fc.Arbitrary<BadLine>[] {
  return Object.entries(face.flags).flatMap(([key, flag]) => {
    const bad = badValueOf(flag, paths);
    return bad ? [bad.map((value) => withFlag(good, flagName(key), value))] : [];
  });
}

function withFlag(good: readonly string[], flag: string, value: string): BadLine {
  return {
    argv: more(good, `${flag}=${value}`),
    naming: namedBy(value, flag),
    why: `a bad value of ${flag}`,
  };
}

function badGlobalValue({ good }: Subject): fc.Arbitrary<BadLine>[] {
  const flags = Object.entries(globalFlags).filter(([, { kind }]) => kind !== 'switch');
  const values = flags.flatMap(([key, flag]) => {
    const bad = badValueOf(flag, []);
    return bad ? [bad.map((value) => [flagName(key), value] as const)] : [];
  });
  const expressions = fc
    .constantFrom('[', 'a b', 'a.', '{', 'nope(@)', '`', '@@', 'a[?b', '&', '..', '\u0000', '한글 말')
    .map((value) => ['--query', value] as const);
  return [
    fc.tuple(fc.oneof(...values, expressions), fc.boolean()).map(([[flag, value], before]) => {
      const words = [`${flag}=${value}`];
      return {
        argv: before ? [...words, ...good] : more(good, ...words),
        naming: namedBy(value, flag),
        why: `a bad value of ${flag}`,
      };
    }),
  ];
}

function unknownFlag({ face, good }: Subject): fc.Arbitrary<BadLine>[] {
  const known = [...Object.keys(face.flags), ...Object.keys(globalFlags), 'help', 'version'].map(flagName);
  const unknown = fc
    .oneof(
      fc.constantFrom(...known).map((flag) => `${flag}x`),
      fc.stringMatching(/^--[a-z]{3,12}(=[a-z]{0,3})?$/),
      fc.constantFrom('--__proto__', '--constructor', '--no-no-yes', '--no-yes', '--=', '--Help', '—cpu'),
    )
    .filter((flag) => !known.includes(flag.split('=')[0] ?? ''));
  return [unknown.map((flag) => ({ argv: more(good, flag), naming: flag, why: 'a flag that there is not' }))];
}

function flagWithoutValue({ face, good }: Subject): fc.Arbitrary<BadLine>[] {
  if (good.includes('--')) return [];
  const flags = Object.entries({ ...face.flags, ...globalFlags }).filter(
    ([, flag]) => flag.kind !== 'switch' && !('bare' in flag),
  );
  return [
    fc.constantFrom(...flags.map(([key]) => flagName(key))).map((flag) => ({
      argv: [...good, flag],
      naming: flag,
      why: 'a flag at the end without its value',
    })),
  ];
}

function switchWithValue({ face, good }: Subject): fc.Arbitrary<BadLine>[] {
  const switches = Object.entries({ ...face.flags, ...globalFlags }).filter(
    ([, { kind }]) => kind === 'switch',
  );
  return [
    fc
      .tuple(
        fc.constantFrom(...switches.map(([key]) => flagName(key))),
        fc.constantFrom('no', 'false', '0', '1', ''),
      )
      .map(([flag, value]) => ({
        argv: more(good, `${flag}=${value}`),
        naming: flag,
        why: 'a switch with a value',
      })),
  ];
}

function tooFewWords({ path, face }: Subject): fc.Arbitrary<BadLine>[] {
  const [first] = Object.entries(face.arguments).filter(([, { optional }]) => !optional);
  if (!first) return [];
  return [fc.constant({ argv: path.split(' '), naming: first[0].toUpperCase(), why: 'no argument' })];
}

function tooManyWords({ face, good }: Subject): fc.Arbitrary<BadLine>[] {
  if (Object.values(face.arguments).some(({ variadic }) => variadic)) return [];
  const words = Object.keys(face.arguments).map((_, index) => `word${index}`);
  return [
    fc.constantFrom('extra', 'prod/web', '한글', '7', '-').map((word) => ({
      argv: [...good, ...words, word, ...words],
      naming: [...words, word],
      why: 'one word too many',
    })),
  ];
}

function emptyArgument({ path, face }: Subject): fc.Arbitrary<BadLine>[] {
  const names = Object.keys(face.arguments);
  const [first] = names;
  if (first === undefined) return [];
  return [
    fc.constantFrom('', ' ', '\t').map((blank) => ({
      argv: [...path.split(' '), ...names.map(() => blank)],
      naming: first.toUpperCase(),
      why: 'a blank argument',
    })),
  ];
}

function misspeltVerb({ path, good }: Subject): fc.Arbitrary<BadLine>[] {
  const rest = good.slice(path.split(' ').length);
  const words = path.split(' ');
  const slip = fc.constantFrom('q', 'xx', '0', '-', '한', '.', '__proto__', 'constructor');
  return [
    fc.tuple(fc.nat(words.length - 1), slip).map(([at, more]) => {
      const wrong = words.map((word, index) => (index === at ? `${word}${more}` : word));
      return { argv: [...wrong, ...rest], naming: wrong[at] ?? '', why: 'a verb that there is not' };
    }),
  ];
}

function globalsThatDoNotGo({ face, good }: Subject): fc.Arbitrary<BadLine>[] {
  const wet = good.filter((word) => word !== '--dry-run');
  const line = {
    argv: more(wet, '--detailed-exitcode'),
    naming: '--detailed-exitcode',
    why: 'without --dry-run',
  };
  return face.mutates ? [fc.constant(line)] : [fc.constant({ ...line, argv: more(line.argv, '--dry-run') })];
}
