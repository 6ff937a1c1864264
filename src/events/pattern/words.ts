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
  const fields = patternFields(branch);
  // What comes behind alternatives would read as one more of them.
  const said = (field: PatternField) =>
    fields.length > 1 && field.path.at(-1) === '$or' ? `(${fieldWords(field)})` : fieldWords(field);
  return fields.map(said).join(' and ');
}

/** `is "a" or "b", or starts with "c"`. Plain values stand together, and so do those of the same means. */
function valuesWords(values: readonly unknown[]): string {
  const plain = values.filter((value) => !isMembers(value));
  const others = groups(values.filter(isMembers)).map(meansWords);
  const parts = [...(plain.length > 0 ? [`is ${either(plain)}`] : []), ...others];
  // An "or" within a part would read on into the next one.
  const last =
    plain.length > 1 || others.slice(0, -1).some((part) => part.includes(' or ')) ? ', or ' : ' or ';
  return alternatives(parts, last) || 'is nothing';
}

/** `{prefix: "a"}` and `{prefix: "b"}` as `{prefix: ["a", "b"]}`, which says the same. */
function groups(values: readonly Members[]): Members[] {
  const joined = new Map<string, Members>();
  for (const value of values) {
    const [means = '', ...more] = Object.keys(value);
    const of = value[means];
    const isText = more.length === 0 && texts.includes(means) && typeof of === 'string';
    const known = isText ? joined.get(means) : undefined;
    if (known) joined.set(means, { [means]: [known[means], of].flat() });
    else joined.set(isText ? means : JSON.stringify(value), value);
  }
  return [...joined.values()];
}

/** Means of which several are the same as one with a list. */
const texts = ['prefix', 'suffix', 'wildcard'];

function meansWords(value: Members): string {
  const [[means, of] = ['', undefined], ...more] = Object.entries(value);
  return (more.length === 0 && words[means]?.(of)) || matches(value);
}

const anyCase = 'in upper or lower case';

/** What each of a pattern's means says; undefined for a value that it does not take. */
const words: Readonly<Record<string, (of: unknown) => string | undefined>> = {
  prefix: (of) => textWords('starts with', of),
  suffix: (of) => textWords('ends with', of),
  wildcard: (of) => `is like ${either([of].flat())}`,
  'equals-ignore-case': (of) => `is ${either([of].flat())} ${anyCase}`,
  exists: (of) => (of === false ? 'is absent' : 'is there'),
  cidr: (of) => `is an address in ${[of].flat().join(' or ')}`,
  numeric: (of) => (Array.isArray(of) ? `is ${numericWords(of)}` : undefined),
  'anything-but': (of) => (isMembers(of) ? denied(of) : `is anything but ${either([of].flat())}`),
};

function denied(value: Members): string | undefined {
  const [[means = '', of] = [], ...more] = Object.entries(value);
  return more.length === 0 ? denials[means]?.(of) : undefined;
}

/** What `anything-but` says of other means. */
const denials: typeof words = {
  prefix: (of) => textWords('does not start with', of),
  suffix: (of) => textWords('does not end with', of),
  wildcard: (of) => `is not like ${either([of].flat())}`,
  'equals-ignore-case': (of) => `is not ${either([of].flat())} ${anyCase}`,
};

function textWords(what: string, of: unknown): string | undefined {
  if (typeof of === 'string' || Array.isArray(of)) return `${what} ${either([of].flat())}`;
  const ignoring = isMembers(of) ? of['equals-ignore-case'] : undefined;
  return ignoring === undefined ? undefined : `${what} ${either([ignoring].flat())} ${anyCase}`;
}

/** `> 0 and <= 5` of `[">", 0, "<=", 5]`. */
function numericWords(of: readonly unknown[]): string {
  const pairs = of.flatMap((sign, index) => (index % 2 === 0 ? [`${sign} ${of[index + 1]}`] : []));
  return pairs.join(' and ');
}

function either(values: readonly unknown[]): string {
  return alternatives(values.map((value) => JSON.stringify(value)));
}

/** `a, b or c`. */
function alternatives(texts: readonly string[], last = ' or '): string {
  const others = texts.slice(0, -1).join(', ');
  return [others, texts.at(-1)].filter(Boolean).join(last);
}

function matches(value: unknown): string {
  return `matches ${JSON.stringify(value)}`;
}
