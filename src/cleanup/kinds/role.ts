import {
  AddRoleToInstanceProfileCommand,
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
  RemoveRoleFromInstanceProfileCommand,
  type Role,
} from '@aws-sdk/client-iam';
import { nameOf } from '../../aws/arn.ts';
import { eachAtOnce } from '../../aws/at-once.ts';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Search } from '../kind.ts';
import type { Thing } from '../thing.ts';
import { inspectRole, permissionsTakenAway } from './iam/permissions.ts';
import { documentIn, principalsOf } from './iam/trust.ts';
import { tagsIn } from './network/tags.ts';
import { pick } from './pick.ts';
import { capitalTags } from './tag-lists.ts';
import { tiesTo } from './ties-to.ts';

/** Services that assume a role for a rule or a schedule, whose own ties to the role tell whether it is used. */
const knownPrincipals = new Set(['events.amazonaws.com', 'scheduler.amazonaws.com']);

/**
 * Roles of IAM: those in the stack's list, and those with which its rules and schedules reach their targets. Whether
 * others use a role cannot be asked. It is there for everyone who may assume it: one that is named by ties alone and
 * that others may assume, too, stays.
 *
 * Nothing is detached before the stack's own deletion: what that still has to run, such as the function of a custom
 * resource, would fail without its permissions.
 */
export const role: Kind = {
  name: 'role',
  types: ['AWS::IAM::Role'],
  wave: 2,
  reads: [
    'iam:GetRole',
    'iam:ListAttachedRolePolicies',
    'iam:ListRolePolicies',
    'iam:GetRolePolicy',
    'iam:ListInstanceProfilesForRole',
  ],
  writes: [
    'iam:DetachRolePolicy',
    'iam:DeleteRolePolicy',
    'iam:RemoveRoleFromInstanceProfile',
    'iam:DeleteRole',
  ],
  find,
  inspect: inspectRole,
  remove: (thing) => [
    ...permissionsTakenAway(thing),
    {
      name: 'delete',
      action: 'delete',
      call: call('iam', 'DeleteRole', { RoleName: thing.id }),
      undo: call('iam', 'CreateRole', whatMadeIt(thing)),
      goal: ['NoSuchEntityException'],
    },
  ],
  operations: {
    iam: operationsOf(IAMClient, {
      AddRoleToInstanceProfile: AddRoleToInstanceProfileCommand,
      AttachRolePolicy: AttachRolePolicyCommand,
      CreateRole: CreateRoleCommand,
      DeleteRole: DeleteRoleCommand,
      DeleteRolePolicy: DeleteRolePolicyCommand,
      DetachRolePolicy: DetachRolePolicyCommand,
      PutRolePolicy: PutRolePolicyCommand,
      RemoveRoleFromInstanceProfile: RemoveRoleFromInstanceProfileCommand,
    }),
  },
};

async function find({ aws, region, named }: Search): Promise<Thing[]> {
  const names = [...new Set([...named('role')].map(nameOf))];
  const roles = await eachAtOnce(names, (name) => read(aws.client(IAMClient), name));
  return roles.flatMap((found) => (found && !isServiceLinked(found) ? [thingOf(found, region)] : []));
}

async function read(client: IAMClient, RoleName: string): Promise<Role | undefined> {
  try {
    return (await client.send(new GetRoleCommand({ RoleName }))).Role;
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchEntityException') return undefined;
    throw error;
  }
}

/** Such a role belongs to its AWS service, for the whole account. */
function isServiceLinked({ Path }: Role): boolean {
  return Path?.startsWith('/aws-service-role/') ?? false;
}

function thingOf(found: Role, region: string): Thing {
  const { RoleName: id = '', Arn: arn = '', CreateDate: createdAt } = found;
  const trust = documentIn(found.AssumeRolePolicyDocument);
  const others = principalsOf(trust).filter((principal) => !knownPrincipals.has(principal));
  return {
    kind: 'role',
    id,
    name: id,
    arn,
    region,
    tags: tagsIn(found.Tags),
    ties: tiesTo('principal', others, { bond: 'serves', how: 'may be assumed by' }),
    aliases: [arn],
    ...(createdAt && { createdAt }),
    definition: { ...found, AssumeRolePolicyDocument: trust },
  };
}

function whatMadeIt({ definition, tags }: Thing) {
  const { AssumeRolePolicyDocument, PermissionsBoundary }: Partial<Role> = definition;
  return {
    ...pick(definition, ['RoleName', 'Path', 'Description', 'MaxSessionDuration']),
    AssumeRolePolicyDocument,
    ...(PermissionsBoundary && { PermissionsBoundary: PermissionsBoundary.PermissionsBoundaryArn }),
    ...capitalTags(tags),
  };
}
