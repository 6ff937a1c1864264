import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { nameOf } from '../../../aws/arn.ts';
import { ask, ifThere, type Told } from '../../../aws/ask.ts';
import { eachAtOnce } from '../../../aws/at-once.ts';
import type { Aws } from '../../../aws/aws.ts';
import type { Right } from '../../../iam-policy/right.ts';
import { simulate } from '../../../iam-policy/simulate.ts';
import type { FoundRole } from '../found.ts';
import { pullActions, tokenAction } from '../pull-actions.ts';

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
    isMissing
      ? Promise.resolve({ value: [] })
      : ask(() => simulate(iam, arn, actions, resource, { 'aws:RequestedRegion': region }));
  const token = await simulated([tokenAction], '*');
  const rights = await eachAtOnce(repositories, (resource) => simulated(pullActions, resource));
  return {
    ...{ arn, name, purpose, role, token },
    rights: new Map(repositories.map((resource, index) => [resource, rights[index] ?? { value: [] }])),
  };
}
