import type {
  AttachRolePolicyCommandInput,
  AttachRolePolicyCommandOutput,
  DetachRolePolicyCommandInput,
  DetachRolePolicyCommandOutput,
  ListAttachedRolePoliciesCommandInput,
  ListAttachedRolePoliciesCommandOutput,
} from '@aws-sdk/client-iam';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { findOwnRole, findRole, listed, noSuchEntity, policiesOf } from './lookup.ts';
import { findPolicy } from './managed-policies.ts';

const MOST_ATTACHED = 10;

/** Attaches a managed policy; one that is attached already stays so. */
export function AttachRolePolicy(
  input: AttachRolePolicyCommandInput,
  { region }: Call,
): Answer<AttachRolePolicyCommandOutput> {
  const { attached } = policiesOf(region, findOwnRole(region, input.RoleName));
  const { arn } = findPolicy(region, input.PolicyArn);
  if (!attached.has(arn) && attached.size >= MOST_ATTACHED) {
    const message = `Cannot exceed quota for PoliciesPerRole: ${MOST_ATTACHED}`;
    throw new AwsError('LimitExceededException', message, 409);
  }
  attached.add(arn);
  return {};
}

export function DetachRolePolicy(
  input: DetachRolePolicyCommandInput,
  { region }: Call,
): Answer<DetachRolePolicyCommandOutput> {
  const { attached } = policiesOf(region, findOwnRole(region, input.RoleName));
  if (!attached.delete(input.PolicyArn ?? '')) {
    throw noSuchEntity(`Policy ${input.PolicyArn} was not found.`);
  }
  return {};
}

export function ListAttachedRolePolicies(
  input: ListAttachedRolePoliciesCommandInput,
  { region }: Call,
): Answer<ListAttachedRolePoliciesCommandOutput> {
  const { attached } = policiesOf(region, findRole(region, input.RoleName));
  const wanted = [...attached]
    .map((arn) => findPolicy(region, arn))
    .filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'))
    .map(({ name, arn }) => ({ PolicyName: name, PolicyArn: arn }));
  const { items, rest } = listed(wanted, input);
  return { AttachedPolicies: items, ...rest };
}
