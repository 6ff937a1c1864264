import { type AccessRequest, type Decision, evaluate } from './evaluate.ts';
import { type ResourceStatement, statementsOf } from './resource-statements.ts';

/** Who asks: an AWS service, as `events.amazonaws.com`, or a role, by its ARN. */
export type Principal = { readonly service: string } | { readonly role: string };

/**
 * The decision of a policy that stands at a resource: its statements that name the principal, evaluated like any
 * others. A text that is no policy, and a policy that is not there, allow nothing.
 */
export function evaluateResourcePolicy(
  text: string | undefined,
  principal: Principal,
  request: AccessRequest,
): Decision {
  const Statement = statementsOf(text).filter((statement) => isNamed(statement, principal));
  return evaluate([{ Statement }], request);
}

function isNamed({ Principal, NotPrincipal }: ResourceStatement, principal: Principal): boolean {
  if (NotPrincipal !== undefined) return !names(NotPrincipal, principal);
  return Principal !== undefined && names(Principal, principal);
}

/** `*` means everybody, AWS services included, and `"AWS": "*"` the same; an account means each of its roles. */
function names(named: NonNullable<ResourceStatement['Principal']>, principal: Principal): boolean {
  if (named === '*' || listed(named.AWS).includes('*')) return true;
  if ('service' in principal) return listed(named.Service).includes(principal.service);
  const [, partition, , , account] = principal.role.split(':');
  const root = `arn:${partition}:iam::${account}:root`;
  return listed(named.AWS).some((one) => one === account || one === root || one === principal.role);
}

function listed(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}
