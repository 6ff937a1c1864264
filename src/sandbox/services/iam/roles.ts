import type {
  CreateRoleCommandInput,
  CreateRoleCommandOutput,
  CreateServiceLinkedRoleCommandInput,
  CreateServiceLinkedRoleCommandOutput,
  DeleteRoleCommandInput,
  DeleteRoleCommandOutput,
  GetRoleCommandInput,
  GetRoleCommandOutput,
  ListRolesCommandInput,
  ListRolesCommandOutput,
  Role,
} from '@aws-sdk/client-iam';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { checkedDocument, deleteConflict, findOwnRole, findRole, listed, policiesOf } from './lookup.ts';
import { findPolicy } from './managed-policies.ts';
import { serviceLinkedRole, serviceLinkedRoleName } from './service-linked-roles.ts';

export function CreateRole(
  input: CreateRoleCommandInput,
  { region, now }: Call,
): Answer<CreateRoleCommandOutput> {
  const { RoleName: name = '', Path: path = '/' } = input;
  const document = checkedDocument(input.AssumeRolePolicyDocument, 'trust');
  if (region.iam.roles.has(name)) {
    throw new AwsError('EntityAlreadyExistsException', `Role with name ${name} already exists.`, 409);
  }
  const Role: Role = {
    Path: path,
    RoleName: name,
    RoleId: `AROA${region.ids.hex(17).toUpperCase()}`,
    Arn: `arn:${region.partition}:iam::${region.accountId}:role${path}${name}`,
    CreateDate: now,
    AssumeRolePolicyDocument: encodeURIComponent(document),
    Description: input.Description,
    MaxSessionDuration: input.MaxSessionDuration ?? 3600,
    Tags: input.Tags,
    PermissionsBoundary: boundaryOf(region, input.PermissionsBoundary),
  };
  region.iam.roles.set(name, Role);
  return { Role };
}

/** A boundary is a managed policy. Throws NoSuchEntityException. */
function boundaryOf(region: Region, policyArn: string | undefined): Role['PermissionsBoundary'] {
  if (policyArn === undefined) return undefined;
  const { arn } = findPolicy(region, policyArn);
  return { PermissionsBoundaryType: 'PermissionsBoundaryPolicy', PermissionsBoundaryArn: arn };
}

/** AWS has one such role a service and gives it its name. */
export function CreateServiceLinkedRole(
  input: CreateServiceLinkedRoleCommandInput,
  { region, now }: Call,
): Answer<CreateServiceLinkedRoleCommandOutput> {
  const principal = input.AWSServiceName ?? '';
  const name = serviceLinkedRoleName(principal);
  if (!name) throw new AwsError('InvalidInputException', `Invalid service name: ${principal}`);
  if (region.iam.roles.has(name)) {
    const taken = `Service role name ${name} has been taken in this account, please try a different suffix.`;
    throw new AwsError('InvalidInputException', taken);
  }
  const Role = serviceLinkedRole(region, principal, name, now);
  region.iam.roles.set(name, Role);
  return { Role };
}

export function GetRole(input: GetRoleCommandInput, { region }: Call): Answer<GetRoleCommandOutput> {
  return { Role: findRole(region, input.RoleName) };
}

export function ListRoles(input: ListRolesCommandInput, { region }: Call): Answer<ListRolesCommandOutput> {
  const wanted = [...region.iam.roles.values()].filter(({ Path }) =>
    Path?.startsWith(input.PathPrefix ?? '/'),
  );
  const { items, rest } = listed(wanted, input);
  return { Roles: items, ...rest };
}

/** A role goes once it has no policies and is in no instance profile. */
export function DeleteRole(input: DeleteRoleCommandInput, { region }: Call): Answer<DeleteRoleCommandOutput> {
  const role = findOwnRole(region, input.RoleName);
  const { RoleName: name = '' } = role;
  const { inline, attached } = policiesOf(region, role);
  if (attached.size > 0) throw deleteConflict('Cannot delete entity, must detach all policies first.');
  if (inline.size > 0) throw deleteConflict('Cannot delete entity, must delete policies first.');
  if ([...region.iam.instanceProfiles.values()].some((profile) => profile.role === name)) {
    throw deleteConflict('Cannot delete entity, must remove roles from instance profile first.');
  }
  region.iam.roles.delete(name);
  region.iam.rolePolicies.delete(name);
  return {};
}
