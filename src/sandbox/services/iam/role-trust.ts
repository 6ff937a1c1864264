import type {
  UpdateAssumeRolePolicyCommandInput,
  UpdateAssumeRolePolicyCommandOutput,
} from '@aws-sdk/client-iam';
import type { Answer, Call } from '../../service.ts';
import { checkedDocument, findOwnRole } from './lookup.ts';

/** Replaces the policy that says who may act in the role. */
export function UpdateAssumeRolePolicy(
  input: UpdateAssumeRolePolicyCommandInput,
  { region }: Call,
): Answer<UpdateAssumeRolePolicyCommandOutput> {
  const role = findOwnRole(region, input.RoleName);
  role.AssumeRolePolicyDocument = encodeURIComponent(checkedDocument(input.PolicyDocument, 'trust'));
  return {};
}
