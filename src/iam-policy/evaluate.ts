import { judgeConditions, type KnownKeys } from './conditions.ts';
import { listOf, type Principal, type Statement } from './document.ts';
import { isLike } from './wildcard.ts';

/** Who would do what with what. */
export interface AccessRequest {
  readonly action: string;
  /** Left out of policies that are a resource's own. */
  readonly resource?: string;
  /** Whether an element `Principal` speaks of the one who asks. */
  readonly isMeant: (principal: Principal) => boolean;
  readonly keys: KnownKeys;
}

export interface PolicyVerdict {
  readonly decision: 'allowed' | 'denied' | 'silent' | 'unknown';
  /** The condition keys by which it would be decided, where that is unknown. */
  readonly unknown: readonly string[];
}

/**
 * What some statements say of a request: a deny outweighs all else, and one that may hold outweighs what is allowed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(statements: readonly Statement[], request: AccessRequest): PolicyVerdict {
  const denied = heard(statements, 'Deny', request);
  if (denied.holds === 'yes') return { decision: 'denied', unknown: [] };
  const allowed = heard(statements, 'Allow', request);
  if (denied.holds === 'no' && allowed.holds === 'yes') return { decision: 'allowed', unknown: [] };
  if (denied.holds === 'no' && allowed.holds === 'no') return { decision: 'silent', unknown: [] };
  return { decision: 'unknown', unknown: [...new Set([...denied.unknown, ...allowed.unknown])] };
}

/** Whether one of the statements of that effect speaks of the request. */
function heard(statements: readonly Statement[], effect: 'Allow' | 'Deny', request: AccessRequest) {
  const verdicts = statements
    .filter((statement) => statement.Effect === effect && speaksOf(statement, request))
    .map(({ Condition = {} }) => judgeConditions(Condition, request.keys));
  const holds = verdicts.some((one) => one.holds === 'yes')
    ? 'yes'
    : verdicts.some((one) => one.holds === 'unknown')
      ? 'unknown'
      : 'no';
  return { holds, unknown: verdicts.flatMap(({ unknown }) => unknown) } as const;
}

function speaksOf(statement: Statement, { action, resource, isMeant }: AccessRequest): boolean {
  const { Principal, NotPrincipal, Action, NotAction, Resource, NotResource } = statement;
  const does = (pattern: string) => isLike(pattern.toLowerCase(), action.toLowerCase());
  const is = (pattern: string) => isLike(pattern, resource ?? '');
  const who =
    NotPrincipal === undefined ? Principal !== undefined && isMeant(Principal) : !isMeant(NotPrincipal);
  const what = NotAction === undefined ? listOf(Action).some(does) : !listOf(NotAction).some(does);
  if (!who || !what || resource === undefined) return who && what;
  return NotResource === undefined ? listOf(Resource).some(is) : !listOf(NotResource).some(is);
}

/** Who a role is to policies of resources. `byName` leaves out those who name its account alone. */
export function meansRole(
  roleArn: string,
  account: string,
  byName = false,
): (principal: Principal) => boolean {
  return (principal) => {
    if (principal === '*') return true;
    if (typeof principal === 'string') return false;
    return listOf(principal.AWS).some(
      (one) =>
        one === '*' ||
        one === roleArn ||
        (!byName && (one === account || new RegExp(`^arn:[\\w-]+:iam::${account}:root$`).test(one))),
    );
  };
}
