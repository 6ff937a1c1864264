import { type AccessRequest, type Decision, evaluate } from './evaluate.ts';
import { type ResourceStatement, sourceContext, statementsOf } from './resource-statements.ts';

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

/** What an AWS service would do to a resource, and for whom. */
interface ServiceRequest {
  /** As `events.amazonaws.com`. */
  readonly service: string;
  readonly action: string;
  /** The resource's ARN. */
  readonly resource: string;
  readonly accountId: string;
  /** The ARN of the rule, schedule, topic or bucket on behalf of which the service asks. */
  readonly sourceArn: string;
}

/** Whether the resource's policy lets the service do that. */
export function policyLets(policy: string | undefined, request: ServiceRequest): boolean {
  const { service, action, resource, accountId, sourceArn } = request;
  const context = sourceContext(accountId, sourceArn);
  return evaluateResourcePolicy(policy, { service }, { action, resource, context }) === 'allowed';
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
