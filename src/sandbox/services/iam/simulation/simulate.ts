import type {
  ContextEntry,
  EvaluationResult,
  PolicyEvaluationDecisionType,
  Role,
  SimulatePrincipalPolicyCommandInput,
  SimulatePrincipalPolicyCommandOutput,
} from '@aws-sdk/client-iam';
import { type Context, conditionsHold } from '../../../iam/condition.ts';
import { type AccessRequest, isMeant } from '../../../iam/evaluate.ts';
import { type Answer, AwsError, type Call } from '../../../service.ts';
import type { Region } from '../../../world/region.ts';
import { findRole, listed } from '../lookup.ts';
import { boundarySources, identitySources, type Source } from './sources.ts';
import type { Span } from './statements.ts';

/**
 * What a role may do, by its own policies and not by the caller's: each action on each resource. The sandbox has roles
 * alone, and IAM takes no resource policies for them.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export function SimulatePrincipalPolicy(
  input: SimulatePrincipalPolicyCommandInput,
  { region }: Call,
): Answer<SimulatePrincipalPolicyCommandOutput> {
  const role = roleOf(region, input.PolicySourceArn);
  if (input.ResourcePolicy !== undefined) {
    throw new AwsError(
      'InvalidInputException',
      'Resource policies are not supported in simulations of roles',
    );
  }
  const identity = identitySources(region, role, input.PolicyInputList);
  const boundary = boundarySources(region, role, input.PermissionsBoundaryPolicyInputList);
  const context = contextOf(input.ContextEntries ?? []);
  const resources = input.ResourceArns?.length ? input.ResourceArns : ['*'];
  const requests = (input.ActionNames ?? []).flatMap((action) =>
    resources.map((resource) => ({ action: checkedAction(action), resource, context })),
  );
  const { items, rest } = listed(requests, input);
  return { EvaluationResults: items.map((request) => resultOf(request, identity, boundary)), ...rest };
}

function roleOf(region: Region, arn = ''): Role {
  const [, kind, path = ''] = /^arn:[\w-]+:iam::\d{12}:(role|user|group)\/(.+)$/.exec(arn) ?? [];
  if (kind === undefined) throw new AwsError('InvalidInputException', `Invalid Entity Arn: ${arn}`);
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (kind === 'role') return findRole(region, name);
  throw new AwsError('NoSuchEntityException', `The ${kind} with name ${name} cannot be found.`, 404);
}

function checkedAction(action: string): string {
  if (/^[\w-]+:[\w*?]+$/.test(action)) return action;
  throw new AwsError('InvalidInputException', `Invalid Action: ${action}`);
}

function contextOf(entries: readonly ContextEntry[]): Context {
  const pairs = entries.map(({ ContextKeyName = '', ContextKeyValues = [] }) => [
    ContextKeyName,
    ContextKeyValues,
  ]);
  return Object.fromEntries(pairs);
}

interface Match {
  readonly source: Source;
  readonly effect: 'Allow' | 'Deny';
  readonly span: Span;
}

/** A deny anywhere outweighs all else; what is allowed has to be within the boundary, too. */
function resultOf(
  request: AccessRequest,
  identity: readonly Source[],
  boundary: readonly Source[] | undefined,
): EvaluationResult {
  const granted = look(identity, request);
  const limited = boundary && look(boundary, request);
  const matches = [...granted.matches, ...(limited?.matches ?? [])];
  const isWithin = limited === undefined || decide(limited.matches) === 'allowed';
  const isDenied = decide(matches) === 'explicitDeny';
  const final = isDenied ? 'explicitDeny' : isWithin ? decide(granted.matches) : 'implicitDeny';
  const shared = {
    MatchedStatements: deciding(matches, final).map(({ source, span }) => ({
      ...{ SourcePolicyId: source.id, SourcePolicyType: source.type },
      ...{ StartPosition: span.from, EndPosition: span.to },
    })),
    MissingContextValues: [...new Set([...granted.missing, ...(limited?.missing ?? [])])],
    ...(limited && { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: isWithin } }),
  };
  const { action: EvalActionName, resource: EvalResourceName } = request;
  return {
    ...{ EvalActionName, EvalResourceName, EvalDecision: final, ...shared },
    ResourceSpecificResults: [{ EvalResourceName, EvalResourceDecision: final, ...shared }],
  };
}

/** The statements that speak of the request, and the keys of conditions that nobody gave a value for. */
function look(sources: readonly Source[], request: AccessRequest): { matches: Match[]; missing: string[] } {
  const matches: Match[] = [];
  const missing: string[] = [];
  const { context = {} } = request;
  const known = new Set(Object.keys(context).map((key) => key.toLowerCase()));
  for (const source of sources) {
    for (const { statement, span } of source.statements) {
      if (!isMeant(statement, request)) continue;
      const { Condition = {}, Effect: effect } = statement;
      const keys = Object.values(Condition).flatMap((one) => Object.keys(one));
      missing.push(...keys.filter((key) => !known.has(key.toLowerCase())));
      if (conditionsHold(Condition, context)) matches.push({ source, effect, span });
    }
  }
  return { matches, missing };
}

function decide(matches: readonly Match[]): PolicyEvaluationDecisionType {
  if (matches.some(({ effect }) => effect === 'Deny')) return 'explicitDeny';
  return matches.length > 0 ? 'allowed' : 'implicitDeny';
}

/** Of a refusal only what refuses is told. */
function deciding(matches: readonly Match[], decision: PolicyEvaluationDecisionType): readonly Match[] {
  if (decision === 'implicitDeny') return [];
  return matches.filter(({ effect }) => effect === (decision === 'allowed' ? 'Allow' : 'Deny'));
}
