import type {
  DeleteResourcePolicyCommandInput,
  DeleteResourcePolicyCommandOutput,
  DescribeResourcePoliciesCommandInput,
  DescribeResourcePoliciesCommandOutput,
  PutResourcePolicyCommandInput,
  PutResourcePolicyCommandOutput,
  ResourcePolicy,
} from '@aws-sdk/client-cloudwatch-logs';
import { isPolicy } from '../../iam/policy-text.ts';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { page, pageSize } from '../paging.ts';
import { invalidParameter, invalidToken, unfitLimit } from './lookup.ts';

const MOST_POLICIES = 10;
const MOST_PAGE = 50;

/** The policies of the account, by which EventBridge writes into log groups; those of single resources are not played. */
export function PutResourcePolicy(
  input: PutResourcePolicyCommandInput,
  { region, now }: Call,
): Answer<PutResourcePolicyCommandOutput> {
  const { policyName, policyDocument } = input;
  refuseResourceScope(input.resourceArn);
  if (!policyName || !policyDocument) throw invalidParameter('Policy name and document must not be empty.');
  if (!isPolicy(policyDocument, 'resource')) {
    throw invalidParameter('The specified policy document is malformed or has syntax errors.');
  }
  const { resourcePolicies } = region.logs;
  if (!resourcePolicies.has(policyName) && resourcePolicies.size >= MOST_POLICIES) {
    throw new AwsError('LimitExceededException', 'Resource limit exceeded.');
  }
  const policy: ResourcePolicy = { policyName, policyDocument, lastUpdatedTime: now.getTime() };
  resourcePolicies.set(policyName, policy);
  return { resourcePolicy: policy };
}

export function DescribeResourcePolicies(
  input: DescribeResourcePoliciesCommandInput,
  { region }: Call,
): Answer<DescribeResourcePoliciesCommandOutput> {
  refuseResourceScope(input.resourceArn);
  const { limit } = input;
  const size = pageSize(limit, { otherwise: MOST_PAGE, most: MOST_PAGE }, unfitLimit(limit, MOST_PAGE));
  const { items, nextToken } = page(
    [...region.logs.resourcePolicies.values()],
    input.nextToken,
    size,
    invalidToken,
  );
  return { resourcePolicies: items, nextToken };
}

export function DeleteResourcePolicy(
  input: DeleteResourcePolicyCommandInput,
  { region }: Call,
): Answer<DeleteResourcePolicyCommandOutput> {
  refuseResourceScope(input.resourceArn);
  if (region.logs.resourcePolicies.delete(input.policyName ?? '')) return {};
  throw new AwsError('ResourceNotFoundException', `Policy with name [${input.policyName}] does not exist.`);
}

function refuseResourceScope(resourceArn: string | undefined): void {
  if (resourceArn === undefined) return;
  throw new AwsError('NotInSandbox', 'policies of single resources are not in the sandbox', 501);
}
