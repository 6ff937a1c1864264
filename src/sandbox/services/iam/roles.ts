import type {
  CreateRoleCommandInput,
  CreateRoleCommandOutput,
  CreateServiceLinkedRoleCommandInput,
  CreateServiceLinkedRoleCommandOutput,
  GetRoleCommandInput,
  GetRoleCommandOutput,
  ListRolesCommandInput,
  ListRolesCommandOutput,
  Role,
} from '@aws-sdk/client-iam';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { page, pageSize } from '../paging.ts';
import { serviceLinkedRole, serviceLinkedRoleName } from './service-linked-roles.ts';

export function CreateRole(
  input: CreateRoleCommandInput,
  { region, now }: Call,
): Answer<CreateRoleCommandOutput> {
  const { RoleName: name = '', Path: path = '/', AssumeRolePolicyDocument: document = '' } = input;
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
  };
  region.iam.roles.set(name, Role);
  return { Role };
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
  const Role = region.iam.roles.get(input.RoleName ?? '');
  if (Role) return { Role };
  throw new AwsError('NoSuchEntityException', `The role with name ${input.RoleName} cannot be found.`, 404);
}

export function ListRoles(input: ListRolesCommandInput, { region }: Call): Answer<ListRolesCommandOutput> {
  const outOfRange = new AwsError('ValidationError', 'MaxItems must be 1 to 1000.');
  const size = pageSize(input.MaxItems, { otherwise: 100, most: 1000 }, outOfRange);
  const wanted = [...region.iam.roles.values()].filter(({ Path }) =>
    Path?.startsWith(input.PathPrefix ?? '/'),
  );
  const { items, nextToken } = page(
    wanted,
    input.Marker,
    size,
    new AwsError('ValidationError', 'Invalid Marker.'),
  );
  return { Roles: items, Marker: nextToken, IsTruncated: nextToken !== undefined };
}
