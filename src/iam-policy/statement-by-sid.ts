import { isDeepStrictEqual } from 'node:util';
import { listOf, type PolicyDocument, type Statement } from './document.ts';

/** A statement that is known again by its Sid. */
export type NamedStatement = Statement & { readonly Sid: string };

/** The statement of that Sid; undefined where the policy has none. */
export function statementBySid(policy: PolicyDocument | undefined, sid: string): Statement | undefined {
  return policy?.Statement.find(({ Sid }) => Sid === sid);
}

/**
 * The policy with the statement in the place of the one with its Sid, or else behind all others; undefined where it says
 * that already. All else of the policy stays as it is, also a version that it does not name: without one a policy is read
 * by the rules of 2008.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
 */
export function withStatement(
  policy: PolicyDocument | undefined,
  statement: NamedStatement,
): PolicyDocument | undefined {
  if (!policy) return { Version: '2012-10-17', Statement: [statement] };
  const existing = statementBySid(policy, statement.Sid);
  if (!existing) return { ...policy, Statement: [...policy.Statement, statement] };
  if (isSameStatement(existing, statement)) return undefined;
  return { ...policy, Statement: policy.Statement.map((one) => (one === existing ? statement : one)) };
}

/** Services write one value with or without a list around it, and actions and condition keys in any case. */
function isSameStatement(one: Statement, other: Statement): boolean {
  return isDeepStrictEqual(normal(one), normal(other));
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
