import { matchesArn, matchesWildcard } from './wildcard.ts';

/**
 * Condition keys and their values at the time of the request. Key names are compared without regard to case.
 */
export type Context = Readonly<Record<string, string | readonly string[]>>;

type Value = string | number | boolean;

/** Operator → condition key → the values of which one must match; `false` and `5` are taken for their texts. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, Value | readonly Value[]>>>>;

type Comparison = (expected: string, actual: string) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: (expected, actual) => expected === actual,
  StringEqualsIgnoreCase: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
  StringLike: matchesWildcard,
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  Bool: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
};

interface Operator {
  readonly quantifier: 'ForAnyValue' | 'ForAllValues' | undefined;
  readonly compare: Comparison;
  /** `StringNotEquals` and its kin: holds when no value matches. */
  readonly negated: boolean;
  readonly ifExists: boolean;
}

/** Whether the sandbox can evaluate the operator; it cannot, for example, `NumericLessThan`. */
export function isKnownOperator(name: string): boolean {
  return name === 'Null' || operatorNamed(name) !== undefined;
}

function operatorNamed(name: string): Operator | undefined {
  const parsed = /^(?:(ForAnyValue|ForAllValues):)?(String|Arn|Bool)(Not)?(\w*?)(IfExists)?$/.exec(name);
  const [, quantifier, family = '', not, kind = '', ifExists] = parsed ?? [];
  const compare = comparisons[family + kind];
  if (!compare || (family === 'Bool' && not)) return undefined;
  return {
    quantifier: quantifier as Operator['quantifier'],
    compare,
    negated: not !== undefined,
    ifExists: ifExists !== undefined,
  };
}

/** Whether all conditions hold: each key of each operator must, and for a key one of its values is enough. */
export function conditionsHold(conditions: Conditions, context: Context): boolean {
  return Object.entries(conditions).every(([name, keys]) =>
    Object.entries(keys).every(([key, value]) => {
      const [expected, actual] = [[value].flat().map(String), valuesOf(context, key)];
      if (name === 'Null') return isAbsenceAsked(expected) === (actual === undefined);
      const operator = operatorNamed(name);
      return operator !== undefined && holds(operator, expected, actual);
    }),
  );
}

/**
 * `Null` asks with `true` that the key is not there, and with `false` that it is.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
function isAbsenceAsked(expected: readonly string[]): boolean {
  return expected.some((one) => one.toLowerCase() === 'true');
}

/** A missing key fails an operator, except a negated one, `ForAllValues` and the `…IfExists` forms. */
function holds(
  operator: Operator,
  expected: readonly string[],
  actual: readonly string[] | undefined,
): boolean {
  const { compare, quantifier, negated, ifExists } = operator;
  if (actual === undefined) return ifExists || (quantifier ? quantifier === 'ForAllValues' : negated);
  const accepts = (value: string) => expected.some((one) => compare(one, value)) !== negated;
  return quantifier === 'ForAllValues' ? actual.every(accepts) : actual.some(accepts);
}

function valuesOf(context: Context, key: string): readonly string[] | undefined {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase());
  return found && [found[1]].flat();
}
