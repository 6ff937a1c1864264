import type {
  AddPermissionCommandInput,
  AddPermissionCommandOutput,
  GetPolicyCommandInput,
  GetPolicyCommandOutput,
  RemovePermissionCommandInput,
} from '@aws-sdk/client-lambda';
import { policyLets } from '../../iam/resource-policy.ts';
import type { ResourceStatement } from '../../iam/resource-statements.ts';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { findFunction, invalid } from './lookup.ts';
import type { LambdaFunction } from './state.ts';

/** Adds a statement to the function's policy, and gives it back as it stands there. */
export function AddPermission(
  input: AddPermissionCommandInput,
  { region }: Call,
): Answer<AddPermissionCommandOutput> {
  const changed = findFunction(region, input.FunctionName, input.Qualifier);
  const { StatementId: id = '', Action: action = '' } = input;
  checkRevision(changed, input.RevisionId);
  if (!/^[A-Za-z0-9-_]{1,100}$/.test(id)) throw invalid(`Value '${id}' at 'statementId' is not valid.`);
  if (!/^(lambda:[*]|lambda:[A-Za-z]+|[*])$/.test(action)) {
    throw invalid(`Value '${action}' at 'action' is not valid.`);
  }
  if (changed.policy.has(id)) {
    const advice = 'Please provide a new statement id, or remove the existing statement.';
    throw new AwsError(
      'ResourceConflictException',
      `The statement id (${id}) provided already exists. ${advice}`,
    );
  }
  const statement = statementOf(input, changed);
  changed.policy.set(id, statement);
  changed.revisionId = region.ids.uuid();
  return { Statement: JSON.stringify(statement) };
}

export function RemovePermission(
  input: RemovePermissionCommandInput,
  { region }: Call,
): Record<string, never> {
  const changed = findFunction(region, input.FunctionName, input.Qualifier);
  checkRevision(changed, input.RevisionId);
  if (!changed.policy.delete(input.StatementId ?? '')) {
    const message = `Statement ${input.StatementId} is not found in resource policy.`;
    throw new AwsError('ResourceNotFoundException', message);
  }
  changed.revisionId = region.ids.uuid();
  return {};
}

export function GetPolicy(input: GetPolicyCommandInput, { region }: Call): Answer<GetPolicyCommandOutput> {
  const found = findFunction(region, input.FunctionName, input.Qualifier);
  if (found.policy.size > 0) return { Policy: policyOf(found), RevisionId: found.revisionId };
  throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.');
}

/** Whether the function's policy lets an AWS service invoke it on behalf of a rule, a topic or a bucket. */
export function mayInvoke(
  { accountId }: Region,
  invoked: LambdaFunction,
  service: string,
  sourceArn: string,
): boolean {
  const request = { service, action: 'lambda:InvokeFunction', resource: invoked.arn, accountId, sourceArn };
  return policyLets(policyOf(invoked), request);
}

function policyOf({ policy }: LambdaFunction): string {
  return JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: [...policy.values()] });
}

function statementOf(input: AddPermissionCommandInput, { arn }: LambdaFunction): ResourceStatement {
  const { StatementId: Sid, Action, SourceArn, SourceAccount, PrincipalOrgID } = input;
  const equal = {
    ...(SourceAccount !== undefined && { 'AWS:SourceAccount': SourceAccount }),
    ...(PrincipalOrgID !== undefined && { 'aws:PrincipalOrgID': PrincipalOrgID }),
  };
  const conditions = {
    ...(Object.keys(equal).length > 0 && { StringEquals: equal }),
    ...(SourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': SourceArn } }),
  };
  return {
    ...(Sid !== undefined && { Sid }),
    Effect: 'Allow',
    Principal: principalOf(input.Principal ?? ''),
    ...(Action !== undefined && { Action }),
    Resource: arn,
    ...(Object.keys(conditions).length > 0 && { Condition: conditions }),
  };
}

/** A service by its name, everybody by `*`, and else an account, a user or a role. */
function principalOf(principal: string): NonNullable<ResourceStatement['Principal']> {
  if (principal === '*') return '*';
  if (/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(principal)) return { Service: principal };
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  if (/^arn:[^:]+:(iam|sts)::\d{12}:/.test(principal)) return { AWS: principal };
  throw invalid('The provided principal was invalid. Please check the principal and try again.');
}

function checkRevision({ revisionId }: LambdaFunction, wanted: string | undefined): void {
  if (wanted === undefined || wanted === revisionId) return;
  const message =
    'The RevisionId provided does not match the latest RevisionId. Call the GetFunction/GetAlias API to retrieve the latest RevisionId';
  throw new AwsError('PreconditionFailedException', message);
}
