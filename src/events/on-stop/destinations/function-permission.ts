import { listOf, type Statement } from '../../../iam-policy/document.ts';
import { statementBySid } from '../../../iam-policy/statement-by-sid.ts';
import type { Step } from '../../../plan/plan.ts';
import { policyFor, type RuleName, sourceOf, statementId } from '../../admission/rule-statement.ts';
import { eventsCall } from '../../calls.ts';
import { isSame } from '../../same.ts';
import type { FoundFunction } from './function.ts';

/** IAM actions that a function as a destination takes. */
export const functionActions = [
  'lambda:GetFunctionConfiguration',
  'lambda:GetPolicy',
  'lambda:ListFunctions',
  'lambda:AddPermission',
  'lambda:RemovePermission',
] as const;

/**
 * Lets the rule, and no other, invoke the function. A statement cannot be changed in place: one that says something else
 * is taken away first.
 * @throws what {@link policyFor} throws.
 */
export function admitToFunction(found: FoundFunction, rule: RuleName): Step[] {
  const { name, policy } = found;
  const existing = statementBySid(policyFor(rule, policy, `function ${name}`), statementId(rule.name));
  if (!existing) return [addition(found, rule, [])];
  if (isSame(gist(existing), wanted(rule))) return [];
  const removal = removalOf(found, existing);
  return [removal, addition(found, rule, [removal.id])];
}

function addition(found: FoundFunction, rule: RuleName, after: readonly string[]): Step {
  const { action, principal, source } = wanted(rule);
  return {
    id: `permission ${labelOf(found)}`,
    action: 'create',
    resource: { type: 'function permission', id: labelOf(found), arn: found.arn },
    reason: 'a function is run for EventBridge only where its policy says so',
    changes: [{ field: statementId(rule.name), to: `rule ${rule.name} may ${action}` }],
    after,
    call: eventsCall('lambda', 'AddPermission', {
      ...named(found),
      StatementId: statementId(rule.name),
      Action: action,
      Principal: principal,
      SourceArn: source,
    }),
    goal: ['ResourceConflictException'],
  };
}

function removalOf(found: FoundFunction, existing: Statement): Step {
  const id = existing.Sid;
  const { action, principal, source } = gist(existing);
  return {
    id: `old-permission ${labelOf(found)}`,
    action: 'delete',
    resource: { type: 'function permission', id: labelOf(found), arn: found.arn },
    reason: 'it does not let the rule in, and Lambda changes no statement in place',
    changes: [{ field: id ?? '', from: `${principal} may ${action}` }],
    after: [],
    call: eventsCall('lambda', 'RemovePermission', { ...named(found), StatementId: id }),
    undo: eventsCall('lambda', 'AddPermission', {
      ...named(found),
      StatementId: id,
      Action: action,
      Principal: principal,
      ...(source !== undefined && { SourceArn: source }),
    }),
    goal: ['ResourceNotFoundException'],
  };
}

function wanted(rule: RuleName) {
  return { action: 'lambda:InvokeFunction', principal: 'events.amazonaws.com', source: rule.arn };
}

/** What AddPermission was told, from the statement that it has made. */
function gist(statement: Statement) {
  const { Action, Principal } = statement;
  const principal = typeof Principal === 'object' ? Object.values(Principal)[0] : Principal;
  return {
    action: listOf(Action)[0] ?? '',
    principal: listOf(principal)[0] ?? '',
    source: sourceOf(statement),
  };
}

function named({ name, qualifier }: FoundFunction) {
  return { FunctionName: name, ...(qualifier !== undefined && { Qualifier: qualifier }) };
}

function labelOf({ name, qualifier }: FoundFunction): string {
  return qualifier === undefined ? name : `${name}:${qualifier}`;
}
