import { createHash } from 'node:crypto';
import type {
  CreatePolicyCommandInput,
  CreatePolicyCommandOutput,
  DeletePolicyCommandInput,
  DeletePolicyCommandOutput,
  GetPolicyCommandInput,
  GetPolicyCommandOutput,
  ListEntitiesForPolicyCommandInput,
  ListEntitiesForPolicyCommandOutput,
  Policy,
  Role,
} from '@aws-sdk/client-iam';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { documentOfAws } from './aws-policies.ts';
import { checkedDocument, deleteConflict, listed, noSuchEntity } from './lookup.ts';
import type { ManagedPolicy } from './state.ts';

export function CreatePolicy(
  input: CreatePolicyCommandInput,
  { region, now }: Call,
): Answer<CreatePolicyCommandOutput> {
  const { PolicyName: name = '', Path: path = '/' } = input;
  const policy: ManagedPolicy = {
    id: `ANPA${region.ids.hex(17).toUpperCase()}`,
    name,
    path,
    arn: `arn:${region.partition}:iam::${region.accountId}:policy${path}${name}`,
    document: checkedDocument(input.PolicyDocument),
    description: input.Description,
    createdAt: now,
    tags: input.Tags ?? [],
  };
  if ([...region.iam.policies.values()].some((known) => known.name === name)) {
    const message = `A policy called ${name} already exists. Duplicate names are not allowed.`;
    throw new AwsError('EntityAlreadyExistsException', message, 409);
  }
  region.iam.policies.set(policy.arn, policy);
  const { Description: _description, ...shown } = describe(region, policy);
  return { Policy: shown };
}

export function GetPolicy(input: GetPolicyCommandInput, { region }: Call): Answer<GetPolicyCommandOutput> {
  const policy = findPolicy(region, input.PolicyArn);
  return { Policy: { ...describe(region, policy), Tags: policy.tags } };
}

/** One of the account's own policies goes once it is attached to nothing, and is no role's boundary. */
export function DeletePolicy(
  input: DeletePolicyCommandInput,
  { region }: Call,
): Answer<DeletePolicyCommandOutput> {
  const { arn } = findPolicy(region, input.PolicyArn);
  if (!region.iam.policies.has(arn)) {
    throw new AwsError('AccessDeniedException', `Policy ${arn} belongs to AWS and cannot be deleted.`);
  }
  if (rolesWith(region, arn).length + rolesWithin(region, arn).length > 0) {
    throw deleteConflict('Cannot delete a policy attached to entities.');
  }
  region.iam.policies.delete(arn);
  return {};
}

/** The roles that a policy is attached to; the sandbox has neither users nor groups. */
export function ListEntitiesForPolicy(
  input: ListEntitiesForPolicyCommandInput,
  { region }: Call,
): Answer<ListEntitiesForPolicyCommandOutput> {
  const { arn } = findPolicy(region, input.PolicyArn);
  const { EntityFilter: kind = 'Role', PathPrefix: prefix = '/' } = input;
  const roles = kind === 'Role' ? rolesWith(region, arn) : [];
  const { items, rest } = listed(
    roles.filter(({ Path }) => Path?.startsWith(prefix)),
    input,
  );
  const PolicyRoles = items.map(({ RoleName, RoleId }) => ({ RoleName, RoleId }));
  return { PolicyGroups: [], PolicyUsers: [], PolicyRoles, ...rest };
}

/** The managed policy with that ARN, one of the account or of AWS. Throws NoSuchEntityException. */
export function findPolicy(region: Region, arn = ''): ManagedPolicy {
  const policy = region.iam.policies.get(arn) ?? policyOfAws(region, arn);
  if (policy) return policy;
  throw noSuchEntity(`Policy ${arn} was not found.`);
}

/** AWS has more than a thousand; whichever is named, is taken to be one of them. */
function policyOfAws({ partition }: Region, arn: string): ManagedPolicy | undefined {
  const [prefix, whole = ''] = arn.split(':policy/');
  if (prefix !== `arn:${partition}:iam::aws` || whole === '') return undefined;
  const slash = whole.lastIndexOf('/') + 1;
  return {
    id: `ANPA${createHash('sha256').update(arn).digest('hex').slice(0, 17).toUpperCase()}`,
    name: whole.slice(slash),
    path: `/${whole.slice(0, slash)}`,
    arn,
    document: documentOfAws(whole),
    description: undefined,
    createdAt: new Date('2015-02-06T18:40:00Z'),
    tags: [],
  };
}

function rolesWith({ iam }: Region, arn: string): Role[] {
  return [...iam.roles.values()].filter(({ RoleName = '' }) => {
    return iam.rolePolicies.get(RoleName)?.attached.has(arn) ?? false;
  });
}

function rolesWithin({ iam }: Region, arn: string): Role[] {
  return [...iam.roles.values()].filter((role) => role.PermissionsBoundary?.PermissionsBoundaryArn === arn);
}

function describe(region: Region, policy: ManagedPolicy): Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: 'v1',
    AttachmentCount: rolesWith(region, policy.arn).length,
    PermissionsBoundaryUsageCount: rolesWithin(region, policy.arn).length,
    IsAttachable: true,
    Description: policy.description,
    CreateDate: policy.createdAt,
    UpdateDate: policy.createdAt,
  };
}
