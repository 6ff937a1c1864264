import {
  type EvaluationResult,
  GetRoleCommand,
  IAMClient,
  paginateSimulatePrincipalPolicy,
  type ResourceSpecificResult,
} from '@aws-sdk/client-iam';
import { nameOf } from '../../../aws/arn.ts';
import { eachAtOnce } from '../../../aws/at-once.ts';
import type { Aws } from '../../../aws/aws.ts';
import { collect } from '../../../aws/pages.ts';
import type { FoundRole, Right, Told } from '../found.ts';
import { pullActions, tokenAction } from '../pull-actions.ts';
import { ask, ifThere } from './ask.ts';

/** IAM actions of looking at roles. */
export const roleReads = ['iam:GetRole', 'iam:SimulatePrincipalPolicy'] as const;

/** The role, and what it may do with repositories: its own rights, which are not those of the caller. */
export async function readRole(
  aws: Aws,
  arn: string,
  purpose: FoundRole['purpose'],
  repositories: readonly string[],
  region: string,
): Promise<FoundRole> {
  const name = nameOf(arn);
  const iam = aws.client(IAMClient);
  const role = await ask(() =>
    ifThere(
      'NoSuchEntityException',
      async () => (await iam.send(new GetRoleCommand({ RoleName: name }))).Role,
    ),
  );
  const isMissing = 'value' in role && role.value === undefined;
  const simulated = (actions: readonly string[], resource: string): Promise<Told<readonly Right[]>> =>
    isMissing ? Promise.resolve({ value: [] }) : ask(() => simulate(iam, arn, actions, resource, region));
  const token = await simulated([tokenAction], '*');
  const rights = await eachAtOnce(repositories, (resource) => simulated(pullActions, resource));
  return {
    ...{ arn, name, purpose, role, token },
    rights: new Map(repositories.map((resource, index) => [resource, rights[index] ?? { value: [] }])),
  };
}

/** One call a resource: of several, an answer's summary could speak of another one than is asked for. */
async function simulate(
  client: IAMClient,
  PolicySourceArn: string,
  ActionNames: readonly string[],
  resource: string,
  region: string,
): Promise<Right[]> {
  const asked = {
    ...{ PolicySourceArn, ActionNames: [...ActionNames], ResourceArns: [resource] },
    ContextEntries: [
      {
        ContextKeyName: 'aws:RequestedRegion',
        ContextKeyType: 'string' as const,
        ContextKeyValues: [region],
      },
    ],
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
