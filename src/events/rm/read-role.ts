import {
  GetRoleCommand,
  IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam';
import { ifThere } from '../../aws/ask.ts';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { collect } from '../../aws/pages.ts';
import { tagsOf } from '../mark.ts';
import { readInlinePolicy } from '../role/found-role.ts';
import type { FoundRole } from './found-parts.ts';

/** IAM actions of {@link readWholeRole}. */
export const wholeRoleReads = [
  'iam:GetRole',
  'iam:ListRolePolicies',
  'iam:GetRolePolicy',
  'iam:ListAttachedRolePolicies',
] as const;

/** The role of that name with all its policies; undefined where there is none. */
export async function readWholeRole(aws: Aws, name: string): Promise<FoundRole | undefined> {
  const client = aws.client(IAMClient);
  const answer = await ifThere('NoSuchEntityException', () =>
    client.send(new GetRoleCommand({ RoleName: name })),
  );
  if (!answer?.Role) return undefined;
  const { Arn = '', AssumeRolePolicyDocument = '', Description, Tags } = answer.Role;
  const [names, attached] = await Promise.all([
    collect(paginateListRolePolicies({ client }, { RoleName: name }), ({ PolicyNames }) => PolicyNames),
    collect(
      paginateListAttachedRolePolicies({ client }, { RoleName: name }),
      ({ AttachedPolicies }) => AttachedPolicies,
    ),
  ]);
  const inline = await eachAtOnce(names, async (policy) => [
    policy,
    (await readInlinePolicy(aws, name, policy)) ?? '',
  ]);
  return {
    ...{ name, arn: Arn, trust: decodeURIComponent(AssumeRolePolicyDocument), tags: tagsOf(Tags) },
    ...(Description && { description: Description }),
    inline: Object.fromEntries(inline),
    attached: attached.flatMap(({ PolicyArn }) => PolicyArn ?? []),
  };
}
