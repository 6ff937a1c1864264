import { Failure } from '../../failure.ts';
import { listOf, type PolicyDocument, readPolicy, type Statement } from '../../iam-policy/document.ts';
import { statementId } from '../dead-letters/queue-policy.ts';
import { isSame } from '../same.ts';

/** The rule on whose behalf EventBridge is let in. */
export interface RuleName {
  readonly name: string;
  readonly arn: string;
}

/**
 * The statement of a policy that is the rule's, by its Sid.
 * @throws Failure `refused` where it is for another rule: names that differ in a dot alone have the same Sid.
 */
export function statementOf(policy: PolicyDocument | undefined, rule: RuleName): Statement | undefined {
  const sid = statementId(rule.name);
  const existing = policy?.Statement.find(({ Sid }) => Sid === sid);
  const source = existing && sourceOf(existing);
  if (!source?.includes(':rule/') || source === rule.arn) return existing;
  throw new Failure('refused', `there is a statement ${sid} already, and it is for ${source}`, {
    hint: 'choose another name',
  });
}

/** The ARN on whose behalf a service must act for the statement to hold. */
export function sourceOf({ Condition = {} }: Statement): string | undefined {
  const keys = Object.values(Condition).flatMap((conditions) => Object.entries(conditions));
  return listOf(keys.find(([key]) => key.toLowerCase() === 'aws:sourcearn')?.[1])[0];
}

/**
 * The policy with the rule's statement among its own, in the place of the one with its Sid; undefined where it is there
 * already. All else of the policy stays as it is.
 * @throws what {@link statementOf} throws.
 */
export function withStatement(
  policy: PolicyDocument | undefined,
  statement: Statement,
  rule: RuleName,
): PolicyDocument | undefined {
  const others = policy?.Statement ?? [];
  const existing = statementOf(policy, rule);
  if (existing && isSameStatement(existing, statement)) return undefined;
  const merged = existing
    ? others.map((one) => (one === existing ? statement : one))
    : [...others, statement];
  return { ...policy, Version: policy?.Version ?? '2012-10-17', Statement: merged };
}

/**
 * The policy of a resource; undefined where it has none.
 * @throws Failure `refused` where there is a text that is no policy: what cannot be read cannot be merged.
 */
export function policyOf(text: string | undefined, whose: string): PolicyDocument | undefined {
  if (text === undefined || text === '') return undefined;
  const policy = readPolicy(text);
  if (policy) return policy;
  throw new Failure('refused', `the policy of ${whose} cannot be read, so that nothing can be added to it`);
}

/** Services write one value with or without a list around it, and actions and condition keys in any case. */
function isSameStatement(one: Statement, other: Statement): boolean {
  return isSame(normal(one), normal(other));
}

function normal({ Action, Resource, Principal, Condition, ...rest }: Statement): object {
  return {
    ...rest,
    Action: listOf(Action)
      .map((action) => action.toLowerCase())
      .sort(),
    Resource: [...listOf(Resource)].sort(),
    Principal: typeof Principal === 'object' ? listed(Principal) : Principal,
    Condition: Object.fromEntries(
      Object.entries(Condition ?? {}).map(([operator, keys]) => [operator, listed(keys, true)]),
    ),
  };
}

function listed(values: Readonly<Record<string, string | readonly string[]>>, anyCase = false): object {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      anyCase ? key.toLowerCase() : key,
      [...listOf(value)].sort(),
    ]),
  );
}
