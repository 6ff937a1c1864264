import type {
  DeleteRolePolicyCommandInput,
  DeleteRolePolicyCommandOutput,
  GetRolePolicyCommandInput,
  GetRolePolicyCommandOutput,
  ListRolePoliciesCommandInput,
  ListRolePoliciesCommandOutput,
  PutRolePolicyCommandInput,
  PutRolePolicyCommandOutput,
} from '@aws-sdk/client-iam';
import type { Answer, Call } from '../../service.ts';
import { checkedDocument, findOwnRole, findRole, listed, noSuchEntity, policiesOf } from './lookup.ts';

/** Makes the policy a part of the role, in the place of the one of that name. */
export function PutRolePolicy(
  input: PutRolePolicyCommandInput,
  { region }: Call,
): Answer<PutRolePolicyCommandOutput> {
  const { inline } = policiesOf(region, findOwnRole(region, input.RoleName));
  inline.set(input.PolicyName ?? '', checkedDocument(input.PolicyDocument));
  return {};
}

/** The policy, its document URL-encoded as AWS gives it. */
export function GetRolePolicy(
  input: GetRolePolicyCommandInput,
  { region }: Call,
): Answer<GetRolePolicyCommandOutput> {
  const { inline } = policiesOf(region, findRole(region, input.RoleName));
  const document = inline.get(input.PolicyName ?? '');
  if (document === undefined) throw missing(input.PolicyName);
  const { RoleName, PolicyName } = input;
  return { RoleName, PolicyName, PolicyDocument: encodeURIComponent(document) };
}

export function DeleteRolePolicy(
  input: DeleteRolePolicyCommandInput,
  { region }: Call,
): Answer<DeleteRolePolicyCommandOutput> {
  const { inline } = policiesOf(region, findOwnRole(region, input.RoleName));
  if (!inline.delete(input.PolicyName ?? '')) throw missing(input.PolicyName);
  return {};
}

export function ListRolePolicies(
  input: ListRolePoliciesCommandInput,
  { region }: Call,
): Answer<ListRolePoliciesCommandOutput> {
  const { inline } = policiesOf(region, findRole(region, input.RoleName));
  const { items, rest } = listed([...inline.keys()].sort(), input);
  return { PolicyNames: items, ...rest };
}

function missing(name: string | undefined) {
  return noSuchEntity(`The role policy with name ${name} cannot be found.`);
}
