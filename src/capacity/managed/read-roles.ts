import {
  GetInstanceProfileCommand,
  GetRoleCommand,
  IAMClient,
  paginateListAttachedRolePolicies,
} from '@aws-sdk/client-iam';
import type { Aws } from '../../aws/aws.ts';
import { collect } from '../../aws/pages.ts';
import { Failure } from '../../failure.ts';
import type { FoundRole } from './found.ts';
import type { NamedRole } from './role-name.ts';

/**
 * The infrastructure role with who may assume it. One that was named by its ARN need not be seen by the caller.
 * @throws a `not-found` failure.
 */
export async function readRole(aws: Aws, named: NamedRole): Promise<FoundRole> {
  const client = aws.client(IAMClient);
  const command = new GetRoleCommand({ RoleName: named.name });
  const answer = await client.send(command).catch((error: Error) => unseen(error, named, 'role'));
  const { Arn = '', RoleName: role = named.name, AssumeRolePolicyDocument: document } = answer?.Role ?? {};
  if (!answer) return { arn: named.arn ?? '' };
  const policies = await collect(
    paginateListAttachedRolePolicies({ client }, { RoleName: role }),
    ({ AttachedPolicies }) => AttachedPolicies,
  ).catch((error: Error) => {
    if (!isDenied(error)) throw error;
    return undefined;
  });
  return {
    arn: Arn,
    trust: { role, ...(document !== undefined && { document }) },
    ...(policies && { policies: policies.flatMap(({ PolicyName }) => PolicyName ?? []) }),
  };
}

/**
 * The instance profile with the role in it. One that was named by its ARN need not be seen by the caller.
 * @throws a `not-found` failure.
 */
export async function readProfile(aws: Aws, named: NamedRole): Promise<FoundRole> {
  const command = new GetInstanceProfileCommand({ InstanceProfileName: named.name });
  const answer = await aws
    .client(IAMClient)
    .send(command)
    .catch((error: Error) => unseen(error, named, 'instance profile'));
  if (!answer) return { arn: named.arn ?? '' };
  const { Arn = '', Roles: [role] = [] } = answer.InstanceProfile ?? {};
  const { RoleName, AssumeRolePolicyDocument: document } = role ?? {};
  const trust = { ...(RoleName && { role: RoleName }), ...(document !== undefined && { document }) };
  return { arn: Arn, trust };
}

function unseen(error: Error, { name, arn }: NamedRole, kind: 'role' | 'instance profile'): undefined {
  if (error.name === 'NoSuchEntityException' || error.name === 'NoSuchEntity') {
    const list = kind === 'role' ? 'list-roles' : 'list-instance-profiles';
    const hint = `see which there are: aws iam ${list}`;
    throw new Failure('not-found', `there is no ${kind} ${name}`, { cause: error, hint });
  }
  // Its ARN is all that AWS needs; without one there is no way on.
  if (arn === undefined || !isDenied(error)) throw error;
  return undefined;
}

function isDenied({ name }: Error): boolean {
  return name === 'AccessDenied' || name === 'AccessDeniedException';
}
