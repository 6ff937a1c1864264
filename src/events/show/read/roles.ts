import {
  GetRoleCommand,
  IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam';
import { nameOf } from '../../../aws/arn.ts';
import { ask, ifThere, type Told } from '../../../aws/ask.ts';
import { eachAtOnce } from '../../../aws/at-once.ts';
import type { Aws } from '../../../aws/aws.ts';
import { collect } from '../../../aws/pages.ts';
import { simulate } from '../../../iam-policy/simulate.ts';
import type { Ask, AskedRight, FoundRole } from '../found-road.ts';

/** IAM actions of what is here. */
export const roleReads = [
  'iam:GetRole',
  'iam:SimulatePrincipalPolicy',
  'iam:ListRolePolicies',
  'iam:ListAttachedRolePolicies',
] as const;

/** The role, and which of the things it may do that are asked of it: its own rights, not those of the caller. */
export async function readRole(
  aws: Aws,
  arn: string,
  asks: readonly Ask[],
  region: string,
): Promise<FoundRole> {
  const name = nameOf(arn);
  const client = aws.client(IAMClient);
  const role = await ask(() =>
    ifThere(
      'NoSuchEntityException',
      async () => (await client.send(new GetRoleCommand({ RoleName: name }))).Role,
    ),
  );
  const isMissing = 'value' in role && role.value === undefined;
  const rights: Told<readonly AskedRight[]> = isMissing
    ? { value: [] }
    : await ask(async () => (await eachAtOnce(asks, (one) => rightTo(client, arn, one, region))).flat());
  return { arn, name, role, rights };
}

async function rightTo(client: IAMClient, arn: string, one: Ask, region: string): Promise<AskedRight[]> {
  const context = { 'aws:RequestedRegion': region, ...one.context };
  const rights = await simulate(client, arn, [one.action], one.resource, context);
  return rights.map((right) => ({ ask: one, right }));
}

/** The names of all policies of a role, inline ones first. */
export function readPolicyNames(aws: Aws, RoleName: string): Promise<Told<readonly string[]>> {
  const client = aws.client(IAMClient);
  return ask(async () => {
    const [inline, attached] = await Promise.all([
      collect(paginateListRolePolicies({ client }, { RoleName }), ({ PolicyNames }) => PolicyNames),
      collect(
        paginateListAttachedRolePolicies({ client }, { RoleName }),
        ({ AttachedPolicies }) => AttachedPolicies,
      ),
    ]);
    return [...inline, ...attached.flatMap(({ PolicyName }) => PolicyName ?? [])];
  });
}
