import { type Conditions, listOf } from './document.ts';
import { isLike } from './wildcard.ts';

/** Condition keys in small letters, and the value that each will have; of others nothing is known. */
export type KnownKeys = Readonly<Record<string, string>>;

export interface ConditionVerdict {
  readonly holds: 'yes' | 'no' | 'unknown';
  /** The keys, or operators, that nobody here can judge. */
  readonly unknown: readonly string[];
}

type Compare = (expected: string, actual: string) => boolean;

const comparisons: Readonly<Record<string, Compare>> = {
  StringEquals: (expected, actual) => expected === actual,
  StringEqualsIgnoreCase: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
  StringLike: isLike,
  ArnEquals: isLike,
  ArnLike: isLike,
  Bool: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
};

/**
 * Whether all conditions of a statement hold: of each key one value has to match. One that does not hold decides, whatever
 * the others are; then one that cannot be judged does.
 */
export function judgeConditions(conditions: Conditions, known: KnownKeys): ConditionVerdict {
  const single = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, expected]) => ({
      key,
      holds: holdsOne(operator, listOf(expected), known[key.toLowerCase()]),
    })),
  );
  if (single.some(({ holds }) => holds === false)) return { holds: 'no', unknown: [] };
  const unknown = single.filter(({ holds }) => holds === undefined).map(({ key }) => key);
  return { holds: unknown.length > 0 ? 'unknown' : 'yes', unknown };
}

function holdsOne(
  operator: string,
  expected: readonly string[],
  actual: string | undefined,
): boolean | undefined {
  const [, family = '', not, kind = ''] = /^(String|Arn|Bool)(Not)?(\w*?)(?:IfExists)?$/.exec(operator) ?? [];
  const compare = comparisons[family + kind];
  if (!compare || actual === undefined) return undefined;
  return expected.some((value) => compare(String(value), actual)) === (not === undefined);
}
