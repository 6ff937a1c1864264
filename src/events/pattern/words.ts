import { isMembers, type Members } from '../members.ts';
import type { Fields } from '../same.ts';
import { type PatternField, patternFields, readPattern } from './fields.ts';

/** `detail.object.key starts with "in/"`, as far as the pattern's means have words. */
export function fieldWords({ path, values }: PatternField): string {
  if (path.at(-1) !== '$or') return `${path.join('.')} ${valuesWords(values)}`;
  const above = path.slice(0, -1).join('.');
  return [...(above ? [`${above}:`] : []), 'either', values.map(branchWords).join(', or ')].join(' ');
}

/**
 * What a reader is to see of a pattern: each field by its path with what it has to be, the branches of `$or` one by one.
 * Of a text that is no pattern, the text.
 */
export function patternRows(text: string | undefined): Fields {
  if (text === undefined) return {};
  const pattern = readPattern(text);
  if (!pattern) return { pattern: text };
  return Object.fromEntries(patternFields(pattern).flatMap(rowsOf));
}

function rowsOf({ path, values }: PatternField): [field: string, words: string][] {
  const field = path.join('.');
  if (path.at(-1) === '$or') {
    return values.map((branch, index) => [`${field}[${index}]`, branchWords(branch)]);
  }
  return [[field, valuesWords(values)]];
}

function branchWords(branch: unknown): string {
  if (!isMembers(branch)) return matches(branch);
  return patternFields(branch).map(fieldWords).join(' and ');
}

/** `is "a", "b" or absent`. Plain values stand together, since they are the most. */
function valuesWords(values: readonly unknown[]): string {
  const plain = values.filter((value) => !isMembers(value));
  const others = values.filter(isMembers).map(meansWords);
  return [...(plain.length > 0 ? [`is ${either(plain)}`] : []), ...others].join(' or ') || 'is nothing';
}

function meansWords(value: Members): string {
  const [[means, of] = ['', undefined], ...more] = Object.entries(value);
  return (more.length === 0 && words[means]?.(of)) || matches(value);
}

/** What each of a pattern's means says; undefined for a value that it does not take. */
const words: Readonly<Record<string, (of: unknown) => string | undefined>> = {
  prefix: (of) => textWords('starts with', of),
  suffix: (of) => textWords('ends with', of),
  wildcard: (of) => `is like ${either([of].flat())}`,
  'equals-ignore-case': (of) => `is ${either([of].flat())} in any case`,
  exists: (of) => (of === false ? 'is absent' : 'is there'),
  cidr: (of) => `is an address in ${either([of].flat())}`,
  numeric: (of) => (Array.isArray(of) ? `is ${numericWords(of)}` : undefined),
  'anything-but': (of) =>
    isMembers(of) ? `is anything but what ${meansWords(of)}` : `is anything but ${either([of].flat())}`,
};

function textWords(what: string, of: unknown): string | undefined {
  if (typeof of === 'string' || Array.isArray(of)) return `${what} ${either([of].flat())}`;
  const anyCase = isMembers(of) ? of['equals-ignore-case'] : undefined;
  return anyCase === undefined ? undefined : `${what} ${either([anyCase].flat())} in any case`;
}

/** `> 0 and <= 5` of `[">", 0, "<=", 5]`. */
function numericWords(of: readonly unknown[]): string {
  const pairs = of.flatMap((sign, index) => (index % 2 === 0 ? [`${sign} ${of[index + 1]}`] : []));
  return pairs.join(' and ');
}

function either(values: readonly unknown[]): string {
  const [last, ...others] = values.map((value) => JSON.stringify(value)).reverse();
  return [others.reverse().join(', '), last].filter(Boolean).join(' or ');
}

function matches(value: unknown): string {
  return `matches ${JSON.stringify(value)}`;
}
