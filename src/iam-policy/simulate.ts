import {
  type EvaluationResult,
  type IAMClient,
  paginateSimulatePrincipalPolicy,
  type ResourceSpecificResult,
} from '@aws-sdk/client-iam';
import { collect } from '../aws/pages.ts';
import type { Right } from './right.ts';

/**
 * What a role may do with a resource, by its own policies and not by the caller's: a right for each action, in the order of
 * the actions. One call a resource: of several, an answer's summary could speak of another one than is asked for.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 * @param context condition keys, each with the value that it will have.
 */
export async function simulate(
  client: IAMClient,
  roleArn: string,
  actions: readonly string[],
  resource: string,
  context: Readonly<Record<string, string>>,
): Promise<Right[]> {
  const asked = {
    ...{ PolicySourceArn: roleArn, ActionNames: [...actions], ResourceArns: [resource] },
    ContextEntries: Object.entries(context).map(([ContextKeyName, value]) => ({
      ...{ ContextKeyName, ContextKeyType: 'string' as const, ContextKeyValues: [value] },
    })),
  };
  const results = await collect(
    paginateSimulatePrincipalPolicy({ client }, asked),
    ({ EvaluationResults }) => EvaluationResults,
  );
  return results.map((result) => rightOf(result, result.ResourceSpecificResults?.[0]));
}

function rightOf(result: EvaluationResult, specific: ResourceSpecificResult | undefined): Right {
  const decision = specific?.EvalResourceDecision ?? result.EvalDecision ?? 'implicitDeny';
  const boundary = specific?.PermissionsBoundaryDecisionDetail ?? result.PermissionsBoundaryDecisionDetail;
  const limits: readonly [boolean | undefined, NonNullable<Right['limitedBy']>][] = [
    [result.OrganizationsDecisionDetail?.AllowedByOrganizations, 'organization'],
    [boundary?.AllowedByPermissionsBoundary, 'boundary'],
  ];
  const [, limitedBy] = limits.find(([isAllowed]) => isAllowed === false) ?? [];
  const matched = specific?.MatchedStatements ?? result.MatchedStatements ?? [];
  const missing = specific?.MissingContextValues ?? result.MissingContextValues ?? [];
  return {
    ...{ action: result.EvalActionName ?? '', decision, missing },
    ...(limitedBy !== undefined && decision !== 'allowed' && { limitedBy }),
    policies: decision === 'explicitDeny' ? matched.flatMap(({ SourcePolicyId = [] }) => SourcePolicyId) : [],
  };
}
