import { AwsError } from '../../service.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What an object inside a list of values may ask for. */
const MATCHERS = new Set([
  ...['prefix', 'suffix', 'anything-but', 'numeric', 'exists'],
  ...['wildcard', 'cidr', 'equals-ignore-case'],
]);

/**
 * Throws InvalidEventPatternException unless the text is an event pattern: an object whose leaves are lists of values
 * and matchers. What the matchers themselves ask for is not looked into.
 */
export function checkEventPattern(text: string): void {
  const pattern = parse(text);
  if (!isObject(pattern)) throw invalidPattern('Filter is not an object');
  checkObject(pattern);
}

function checkObject(pattern: { readonly [key: string]: Json }): void {
  const members = Object.entries(pattern);
  if (members.length === 0) throw invalidPattern('Empty objects are not allowed');
  for (const [key, value] of members) {
    if (key === '$or') checkBranches(value);
    else if (isList(value)) checkValues(key, value);
    else if (isObject(value)) checkObject(value);
    else throw invalidPattern(`"${key}" must be an object or an array`);
  }
}

function checkBranches(branches: Json): void {
  if (!isList(branches) || branches.length < 2) throw invalidPattern('"$or" must be an array of two or more');
  for (const branch of branches) {
    if (!isObject(branch)) throw invalidPattern('"$or" must be an array of objects');
    checkObject(branch);
  }
}

function checkValues(key: string, values: readonly Json[]): void {
  if (values.length === 0) throw invalidPattern('Empty arrays are not allowed');
  for (const value of values) {
    if (isList(value)) throw invalidPattern(`"${key}" must not hold an array inside an array`);
    if (isObject(value)) checkMatcher(value);
  }
}

function checkMatcher(matcher: { readonly [key: string]: Json }): void {
  const [name = '', ...more] = Object.keys(matcher);
  if (more.length > 0) throw invalidPattern('Only one key allowed in match expression');
  if (!MATCHERS.has(name)) throw invalidPattern(`Unrecognized match type ${name}`);
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw invalidPattern('Filter is not valid JSON');
  }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !isList(value);
}

function invalidPattern(reason: string): AwsError {
  return new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);
}
