import type { Role } from '@aws-sdk/client-iam';
import { isPolicy } from '../../iam/policy-text.ts';
import { AwsError } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { page, pageSize } from '../paging.ts';
import type { RolePolicies } from './state.ts';

/** The role of that name. Throws NoSuchEntityException. */
export function findRole({ iam }: Region, name = ''): Role {
  const role = iam.roles.get(name);
  if (role) return role;
  throw noSuchEntity(`The role with name ${name} cannot be found.`);
}

/** The role of that name that the account may change. Throws NoSuchEntityException, or UnmodifiableEntityException. */
export function findOwnRole(region: Region, name?: string): Role {
  const role = findRole(region, name);
  if (!role.Path?.startsWith('/aws-service-role/')) return role;
  throw new AwsError(
    'UnmodifiableEntityException',
    `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`,
  );
}

/** What a role may do, to be read and changed. */
export function policiesOf({ iam }: Region, { RoleName: name = '' }: Role): RolePolicies {
  const policies = iam.rolePolicies.get(name) ?? { inline: new Map(), attached: new Set() };
  iam.rolePolicies.set(name, policies);
  return policies;
}

export function noSuchEntity(message: string): AwsError {
  return new AwsError('NoSuchEntityException', message, 404);
}

export function deleteConflict(message: string): AwsError {
  return new AwsError('DeleteConflictException', message, 409);
}

/** One page of a listing in IAM's words. */
interface Listed<Item> {
  readonly items: Item[];
  readonly rest: { readonly Marker: string | undefined; readonly IsTruncated: boolean };
}

/** A page of a listing: MaxItems 1 to 1000, 100 where it is not named. Throws ValidationError. */
export function listed<Item>(
  all: readonly Item[],
  { MaxItems, Marker }: { MaxItems?: number | undefined; Marker?: string | undefined },
): Listed<Item> {
  const outOfRange = new AwsError('ValidationError', 'MaxItems must be 1 to 1000.');
  const size = pageSize(MaxItems, { otherwise: 100, most: 1000 }, outOfRange);
  const { items, nextToken } = page(all, Marker, size, new AwsError('ValidationError', 'Invalid Marker.'));
  return { items, rest: { Marker: nextToken, IsTruncated: nextToken !== undefined } };
}

/** The document itself, once it is sure that it is a policy of that kind. Throws MalformedPolicyDocumentException. */
export function checkedDocument(document = '', kind: 'identity' | 'trust' = 'identity'): string {
  if (isPolicy(document, kind)) return document;
  throw new AwsError('MalformedPolicyDocumentException', 'Syntax errors in policy.');
}
