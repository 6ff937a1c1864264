import { GetRoleCommand, GetRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { ifThere } from '../../aws/ask.ts';
import type { Aws } from '../../aws/aws.ts';
import { type Tags, tagsOf } from '../mark.ts';
import { rightsPolicy } from './names.ts';

/** IAM actions of {@link readRole} and {@link readInlinePolicy}. */
export const roleReads = ['iam:GetRole', 'iam:GetRolePolicy'] as const;

/** A role in which EventBridge runs tasks. Documents are JSON, not URL-encoded. */
export interface FoundRole {
  readonly name: string;
  readonly arn: string;
  readonly trust: string;
  readonly tags: Tags;
  /** The inline policy `run-task`. */
  readonly rights?: string;
}

/** The role of that name; undefined where there is none. */
export async function readRole(aws: Aws, name: string): Promise<FoundRole | undefined> {
  const client = aws.client(IAMClient);
  const answer = await ifThere('NoSuchEntityException', () =>
    client.send(new GetRoleCommand({ RoleName: name })),
  );
  if (!answer?.Role) return undefined;
  const { Arn = '', AssumeRolePolicyDocument = '', Tags } = answer.Role;
  const rights = await readInlinePolicy(aws, name, rightsPolicy);
  return {
    name,
    arn: Arn,
    trust: decodeURIComponent(AssumeRolePolicyDocument),
    tags: tagsOf(Tags),
    ...(rights !== undefined && { rights }),
  };
}

/** An inline policy of a role as JSON; undefined where there is none of that name, or no such role. */
export async function readInlinePolicy(aws: Aws, role: string, policy: string): Promise<string | undefined> {
  const answer = await ifThere('NoSuchEntityException', () =>
    aws.client(IAMClient).send(new GetRolePolicyCommand({ RoleName: role, PolicyName: policy })),
  );
  return answer?.PolicyDocument === undefined ? undefined : decodeURIComponent(answer.PolicyDocument);
}
