import { AwsError } from '../service.ts';
import type { Context } from './condition.ts';
import { evaluate } from './evaluate.ts';
import type { PolicyDocument } from './policy.ts';

export interface Authorization {
  readonly policies: readonly PolicyDocument[];
  readonly callerArn: string;
  readonly action: string;
  /** Every one of them must be allowed. */
  readonly resources: readonly string[];
  readonly context: Context;
}

/** Anyone may ask who they are, whatever their policies say. */
const alwaysAllowed = new Set(['sts:GetCallerIdentity']);

/** The identity that the sandbox takes every caller for, as STS tells it. */
export function callerArn(accountId: string, partition = 'aws'): string {
  return `arn:${partition}:sts::${accountId}:assumed-role/practice/you`;
}

/**
 * Throws AccessDeniedException, in AWS's words, for the first resource that the policies do not allow the
 * action on.
 */
export function authorize({ policies, callerArn, action, resources, context }: Authorization): void {
  if (alwaysAllowed.has(action)) return;
  for (const resource of resources) {
    const decision = evaluate(policies, { action, resource, context });
    if (decision === 'allowed') continue;
    const reason =
      decision === 'explicitDeny'
        ? 'with an explicit deny in an identity-based policy'
        : `because no identity-based policy allows the ${action} action`;
    throw new AwsError(
      'AccessDeniedException',
      `User: ${callerArn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`,
    );
  }
}
