import { listOf, type PolicyDocument, type Statement } from '../../../iam-policy/document.ts';

/** The inline policy that ecsctl writes. */
export const policyName = 'ecsctl-pull';

/** Actions that are to be allowed on a resource. */
export interface Grant {
  readonly actions: readonly string[];
  readonly resource: string;
}

/**
 * A policy that allows what is granted beside what it says already: resources of the same actions stand in one statement,
 * and statements of other kinds stay as they are.
 */
export function withGrants(document: PolicyDocument | undefined, grants: readonly Grant[]): PolicyDocument {
  const statements = grants.reduce(addGrant, document?.Statement ?? []);
  return { ...document, Version: document?.Version ?? '2012-10-17', Statement: statements };
}

function addGrant(statements: readonly Statement[], { actions, resource }: Grant): readonly Statement[] {
  const at = statements.findIndex(
    (statement) => isPlainAllow(statement) && haveSame(listOf(statement.Action), actions),
  );
  const same = statements[at];
  if (!same) return [...statements, { Effect: 'Allow', Action: [...actions], Resource: [resource] }];
  const resources = [...new Set([...listOf(same.Resource), resource])];
  return statements.map((one, index) => (index === at ? { ...same, Resource: resources } : one));
}

function isPlainAllow({ Effect, NotAction, NotResource, Condition, Resource }: Statement): boolean {
  return (
    Effect === 'Allow' &&
    [NotAction, NotResource, Condition].every((one) => one === undefined) &&
    Resource !== undefined
  );
}

function haveSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item));
}
