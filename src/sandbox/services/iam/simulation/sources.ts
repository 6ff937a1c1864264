import type { PolicySourceType, Role } from '@aws-sdk/client-iam';
import type { Statement } from '../../../iam/policy.ts';
import { isPolicy } from '../../../iam/policy-text.ts';
import { AwsError } from '../../../service.ts';
import type { Region } from '../../../world/region.ts';
import { policiesOf } from '../lookup.ts';
import { findPolicy } from '../managed-policies.ts';
import { type Span, statementsOf } from './statements.ts';

/** A policy that a simulation goes by, with the name under which its results tell of it. */
export interface Source {
  readonly id: string;
  readonly type: PolicySourceType;
  readonly statements: readonly { readonly statement: Statement; readonly span: Span }[];
}

/** What the role may do by its own policies, and by others that are tried beside them. Throws InvalidInputException. */
export function identitySources(region: Region, role: Role, others: readonly string[] = []): Source[] {
  const { inline, attached } = policiesOf(region, role);
  return [
    ...[...inline].map(([name, text]) => source(`role_${role.RoleName}_${name}`, 'role', text)),
    ...[...attached].map((arn) => managedSource(region, arn)),
    ...others.map((text, index) => source(`PolicyInputList.${index + 1}`, 'none', text)),
  ];
}

/** The limits of what the role may do: those that are tried, or else its own; undefined where there are none. */
export function boundarySources(
  region: Region,
  { PermissionsBoundary }: Role,
  given: readonly string[] | undefined,
): Source[] | undefined {
  if (given && given.length > 0) {
    return given.map((text, index) =>
      source(`PermissionsBoundaryPolicyInputList.${index + 1}`, 'none', text),
    );
  }
  const arn = PermissionsBoundary?.PermissionsBoundaryArn;
  return arn === undefined ? undefined : [managedSource(region, arn)];
}

function managedSource(region: Region, policyArn: string): Source {
  const { name, arn, document } = findPolicy(region, policyArn);
  return source(name, arn.includes(':iam::aws:') ? 'aws-managed' : 'user-managed', document);
}

function source(id: string, type: PolicySourceType, text: string): Source {
  if (isPolicy(text, 'identity')) return { id, type, statements: statementsOf(text) };
  throw new AwsError('InvalidInputException', `Syntax errors in policy ${id}.`);
}
