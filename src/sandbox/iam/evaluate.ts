import { type Context, conditionsHold } from './condition.ts';
import type { PolicyDocument, Statement } from './policy.ts';
import { matchesWildcard } from './wildcard.ts';

/** What is asked of a policy: may this action be done to this resource? */
export interface AccessRequest {
  /** `ecs:UpdateService` */
  readonly action: string;
  /** An ARN, or `*` for an action that has no resource. */
  readonly resource: string;
  readonly context?: Context;
}

export type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny';

/**
 * IAM's decision for identity-based policies: one deny outweighs every allow, and what nothing allows is
 * denied.
 */
export function evaluate(documents: readonly PolicyDocument[], request: AccessRequest): Decision {
  const applying = documents.flatMap((document) => document.Statement).filter((one) => applies(one, request));
  if (applying.some((statement) => statement.Effect === 'Deny')) return 'explicitDeny';
  return applying.length > 0 ? 'allowed' : 'implicitDeny';
}

function applies(statement: Statement, request: AccessRequest): boolean {
  return isMeant(statement, request) && conditionsHold(statement.Condition ?? {}, request.context ?? {});
}

/** Whether a statement speaks of the action and the resource, whatever its conditions. */
export function isMeant(statement: Statement, { action, resource }: AccessRequest): boolean {
  const { Action, NotAction, Resource, NotResource } = statement;
  const isActionMeant = Action === undefined ? !anyAction(NotAction, action) : anyAction(Action, action);
  const isResourceMeant =
    Resource === undefined ? !anyResource(NotResource, resource) : anyResource(Resource, resource);
  return isActionMeant && isResourceMeant;
}

/** Actions are compared without regard to case; resources with it. */
function anyAction(patterns: string | readonly string[] = [], action: string): boolean {
  return [patterns]
    .flat()
    .some((pattern: string) => matchesWildcard(pattern.toLowerCase(), action.toLowerCase()));
}

function anyResource(patterns: string | readonly string[] = [], resource: string): boolean {
  return [patterns].flat().some((pattern: string) => matchesWildcard(pattern, resource));
}
