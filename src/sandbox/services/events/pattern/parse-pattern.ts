import { tooMany } from '../errors.ts';
import { isList, isObject, type Json, type JsonObject, jsonIn } from './json.ts';
import { parseMatcher } from './parse-matcher.ts';
import { type Field, invalidPattern, type Matcher, type Pattern } from './pattern.ts';

/**
 * How many combinations the branches of a pattern may come to. That one more is refused as other quotas are is inferred.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 */
const MOST_ALTERNATIVES = 1000;

type Draft = ReadonlyMap<string, readonly Matcher[]>;

/** Names of matches, which AWS refuses as names of fields inside `$or`. */
const RESERVED = new Set([
  ...['exactly', 'prefix', 'suffix', 'anything-but', 'numeric', 'exists', 'wildcard', 'cidr'],
  ...['equals-ignore-case', '=', '<', '<=', '>', '>='],
]);

/**
 * The pattern that a text is, ready to be matched: an object whose leaves are lists of values and matches. Of a key
 * that is there twice, the last one counts. Throws InvalidEventPatternException with the reasons that AWS's engine
 * gives, without the place in the text that AWS adds to some of them, and LimitExceededException where `$or` comes to
 * more combinations than the quota has.
 *
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function parsePattern(text: string): Pattern {
  const pattern = jsonIn(text);
  if (pattern === undefined) throw invalidPattern('Filter is not valid JSON');
  if (!isObject(pattern)) throw invalidPattern('Filter is not an object');
  return { alternatives: withObject([new Map()], pattern, '', false).map(inOrder) };
}

/** Each draft with the fields of the object; `$or` makes as many of each as it has branches. */
function withObject(
  drafts: readonly Draft[],
  object: JsonObject,
  path: string,
  isInsideOr: boolean,
): Draft[] {
  const members = Object.entries(object);
  if (members.length === 0) throw invalidPattern('Empty objects are not allowed');
  return members.reduce<Draft[]>(
    (soFar, [key, value]) =>
      key === '$or' ? withBranches(soFar, value, path) : withMember(soFar, key, value, path, isInsideOr),
    [...drafts],
  );
}

function withMember(
  drafts: readonly Draft[],
  key: string,
  value: Json,
  path: string,
  isInsideOr: boolean,
): Draft[] {
  if (isInsideOr && RESERVED.has(key)) {
    throw invalidPattern(`${key} is Ruler reserved fieldName which cannot be used inside $or.`);
  }
  const name = path ? `${path}.${key}` : key;
  if (isObject(value)) return withObject(drafts, value, name, isInsideOr);
  if (!isList(value)) throw invalidPattern(`"${key}" must be an object or an array`);
  if (value.length === 0) throw invalidPattern('Empty arrays are not allowed');
  const matchers = value.map(parseMatcher);
  return drafts.map((draft) => new Map([...draft, [name, matchers]]));
}

function withBranches(drafts: readonly Draft[], branches: Json, path: string): Draft[] {
  if (!isList(branches)) throw invalidPattern('It must be an Array followed with $or.');
  const all = branches.flatMap((branch) => {
    if (isObject(branch)) return withObject(drafts, branch, path, true);
    throw invalidPattern('Only JSON object is allowed in array of $or relationship.');
  });
  if (branches.length < 2) throw invalidPattern('There must have at least 2 Objects in $or relationship.');
  if (all.length > MOST_ALTERNATIVES) throw tooMany();
  return all;
}

function inOrder(draft: Draft): Field[] {
  return [...draft]
    .map(([path, matchers]) => ({ path, matchers }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}
