import { isDeepStrictEqual } from 'node:util';

/**
 * What an answer should hold: members of objects that are not named may be anything, arrays are as long as written,
 * a regular expression matches text, and a function judges for itself.
 */
export type Pattern =
  | null
  | boolean
  | number
  | string
  | undefined
  | RegExp
  | ((value: unknown) => boolean)
  | readonly Pattern[]
  | { readonly [member: string]: Pattern };

/** Where `value` is not as `pattern` says, one line for each place; empty where it is. */
export function mismatches(value: unknown, pattern: Pattern, path = 'answer'): string[] {
  const is = `${path} is ${JSON.stringify(value)}`;
  if (pattern instanceof RegExp) {
    return typeof value === 'string' && pattern.test(value) ? [] : [`${is}, which is not like ${pattern}`];
  }
  if (typeof pattern === 'function') return pattern(value) ? [] : [`${is}, which is not ${pattern}`];
  if (Array.isArray(pattern)) return arrayMismatches(value, pattern, path);
  if (typeof pattern === 'object' && pattern !== null) {
    if (typeof value !== 'object' || value === null) return [`${is}, not an object`];
    const members = value as Record<string, unknown>;
    return Object.entries(pattern).flatMap(([name, wanted]) =>
      mismatches(members[name], wanted, `${path}.${name}`),
    );
  }
  return isDeepStrictEqual(value, pattern) ? [] : [`${is}, not ${JSON.stringify(pattern)}`];
}

function arrayMismatches(value: unknown, pattern: readonly Pattern[], path: string): string[] {
  if (!Array.isArray(value)) return [`${path} is ${JSON.stringify(value)}, not a list`];
  if (value.length !== pattern.length) {
    return [`${path} has ${value.length} entries, not ${pattern.length}: ${JSON.stringify(value)}`];
  }
  return pattern.flatMap((wanted, index) => mismatches(value[index], wanted, `${path}[${index}]`));
}

/** @throws an error that names every place where `value` is not as `pattern` says. */
export function mustMatch(value: unknown, pattern: Pattern, what: string): void {
  const found = mismatches(value, pattern);
  if (found.length > 0) throw new Error(`${what}: ${found.join('; ')}`);
}

export const someText = (value: unknown): boolean => typeof value === 'string' && value !== '';
export const someNumber = (value: unknown): boolean => typeof value === 'number';
export const someList = (value: unknown): boolean => Array.isArray(value) && value.length > 0;
