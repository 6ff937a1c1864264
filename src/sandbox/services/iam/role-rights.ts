import type { Role } from '@aws-sdk/client-iam';
import type { Context } from '../../iam/condition.ts';
import { type AccessRequest, type Decision, evaluate } from '../../iam/evaluate.ts';
import type { PolicyDocument } from '../../iam/policy.ts';
import { evaluateResourcePolicy } from '../../iam/resource-policy.ts';
import type { Region } from '../../world/region.ts';
import { policiesOf } from './lookup.ts';
import { findPolicy } from './managed-policies.ts';

/** The role of an ARN, whatever its path; undefined where there is none. */
export function roleOfArn({ iam }: Region, arn: string): Role | undefined {
  const role = iam.roles.get(arn.slice(arn.lastIndexOf('/') + 1));
  return role?.Arn === arn ? role : undefined;
}

/** Whether the role's trust lets the AWS service act in it, under the conditions that the trust names. */
export function trusts(role: Role, service: string, context: Context): boolean {
  const trust = decodeURIComponent(role.AssumeRolePolicyDocument ?? '');
  const request = { action: 'sts:AssumeRole', resource: role.Arn ?? '', context };
  return evaluateResourcePolicy(trust, { service }, request) === 'allowed';
}

/** What the role's own policies say to a request, within its permissions boundary. */
export function decisionFor(region: Region, role: Role, request: AccessRequest): Decision {
  const { inline, attached } = policiesOf(region, role);
  const managed = [...attached].map((arn) => findPolicy(region, arn).document);
  const decision = evaluate([...inline.values(), ...managed].map(parsed), request);
  const boundary = role.PermissionsBoundary?.PermissionsBoundaryArn;
  if (decision !== 'allowed' || boundary === undefined) return decision;
  return evaluate([parsed(findPolicy(region, boundary).document)], request);
}

/** IAM has checked that the text is a policy when it took it. */
function parsed(text: string): PolicyDocument {
  return JSON.parse(text) as PolicyDocument;
}
