import type {
  AddRoleToInstanceProfileCommandInput,
  AddRoleToInstanceProfileCommandOutput,
  CreateInstanceProfileCommandInput,
  CreateInstanceProfileCommandOutput,
  DeleteInstanceProfileCommandInput,
  DeleteInstanceProfileCommandOutput,
  GetInstanceProfileCommandInput,
  GetInstanceProfileCommandOutput,
  InstanceProfile,
  ListInstanceProfilesForRoleCommandInput,
  ListInstanceProfilesForRoleCommandOutput,
  RemoveRoleFromInstanceProfileCommandInput,
  RemoveRoleFromInstanceProfileCommandOutput,
} from '@aws-sdk/client-iam';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { deleteConflict, findOwnRole, findRole, listed, noSuchEntity } from './lookup.ts';
import type { Profile } from './state.ts';

export function CreateInstanceProfile(
  input: CreateInstanceProfileCommandInput,
  { region, now }: Call,
): Answer<CreateInstanceProfileCommandOutput> {
  const { InstanceProfileName: name = '', Path: path = '/', Tags: tags = [] } = input;
  if (region.iam.instanceProfiles.has(name)) {
    throw new AwsError('EntityAlreadyExistsException', `Instance Profile ${name} already exists.`, 409);
  }
  const profile: Profile = {
    id: `AIPA${region.ids.hex(17).toUpperCase()}`,
    name,
    path,
    arn: `arn:${region.partition}:iam::${region.accountId}:instance-profile${path}${name}`,
    createdAt: now,
    tags,
    role: undefined,
  };
  region.iam.instanceProfiles.set(name, profile);
  return { InstanceProfile: describe(region, profile) };
}

export function GetInstanceProfile(
  input: GetInstanceProfileCommandInput,
  { region }: Call,
): Answer<GetInstanceProfileCommandOutput> {
  return { InstanceProfile: describe(region, findProfile(region, input.InstanceProfileName)) };
}

/** A profile goes once it holds no role. */
export function DeleteInstanceProfile(
  input: DeleteInstanceProfileCommandInput,
  { region }: Call,
): Answer<DeleteInstanceProfileCommandOutput> {
  const { name, role } = findProfile(region, input.InstanceProfileName);
  if (role !== undefined) {
    throw deleteConflict('Cannot delete entity, must remove roles from instance profile first.');
  }
  region.iam.instanceProfiles.delete(name);
  return {};
}

/** A profile holds one role, and that cannot be raised. */
export function AddRoleToInstanceProfile(
  input: AddRoleToInstanceProfileCommandInput,
  { region }: Call,
): Answer<AddRoleToInstanceProfileCommandOutput> {
  const profile = findProfile(region, input.InstanceProfileName);
  const { RoleName } = findOwnRole(region, input.RoleName);
  if (profile.role !== undefined) {
    const message = 'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1';
    throw new AwsError('LimitExceededException', message, 409);
  }
  profile.role = RoleName;
  return {};
}

export function RemoveRoleFromInstanceProfile(
  input: RemoveRoleFromInstanceProfileCommandInput,
  { region }: Call,
): Answer<RemoveRoleFromInstanceProfileCommandOutput> {
  const profile = findProfile(region, input.InstanceProfileName);
  if (profile.role === undefined || profile.role !== input.RoleName) {
    throw noSuchEntity(`Role ${input.RoleName} in Instance Profile ${profile.name} cannot be found.`);
  }
  profile.role = undefined;
  return {};
}

export function ListInstanceProfilesForRole(
  input: ListInstanceProfilesForRoleCommandInput,
  { region }: Call,
): Answer<ListInstanceProfilesForRoleCommandOutput> {
  const { RoleName } = findRole(region, input.RoleName);
  const wanted = [...region.iam.instanceProfiles.values()].filter(({ role }) => role === RoleName);
  const { items, rest } = listed(wanted, input);
  return { InstanceProfiles: items.map((profile) => describe(region, profile)), ...rest };
}

function findProfile({ iam }: Region, name = ''): Profile {
  const profile = iam.instanceProfiles.get(name);
  if (profile) return profile;
  throw noSuchEntity(`Instance Profile ${name} cannot be found.`);
}

function describe({ iam }: Region, profile: Profile): InstanceProfile {
  const role = iam.roles.get(profile.role ?? '');
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: profile.arn,
    CreateDate: profile.createdAt,
    Roles: role ? [role] : [],
    Tags: profile.tags,
  };
}
