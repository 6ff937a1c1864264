import { listOf, readPolicy } from '../../iam-policy/document.ts';
import type { Change } from '../../plan/plan.ts';
import { changedFields, type Fields } from '../same.ts';

/** What changes in a policy: what each action is allowed on or, where only its conditions differ, all of it. */
export function policyChanges(before: string | undefined, after: string): Change[] {
  const changes = changedFields(fieldsOf(before), fieldsOf(after));
  if (changes.length > 0) return changes;
  return [{ field: 'policy', ...(before !== undefined && { from: before }), to: after }];
}

function fieldsOf(text: string | undefined): Fields {
  const statements = text === undefined ? [] : (readPolicy(text)?.Statement ?? []);
  return Object.fromEntries(
    statements.map(({ Effect, Action, Resource }) => {
      const actions = listOf(Action).join(', ');
      return [Effect === 'Deny' ? `deny ${actions}` : actions, listOf(Resource).join(', ') || undefined];
    }),
  );
}
