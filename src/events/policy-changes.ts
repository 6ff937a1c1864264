import { readPolicy } from '../iam-policy/document.ts';
import { statementWords } from '../iam-policy/words.ts';
import type { Change } from '../plan/plan.ts';
import { changedFields, type Fields } from './same.ts';

/** What changes in a policy, by its actions: on what, for whom and under which conditions they are allowed. */
export function policyChanges(before: string | undefined, after: string): Change[] {
  const changes = changedFields(fieldsOf(before), fieldsOf(after));
  if (changes.length > 0) return changes;
  return [{ field: 'policy', ...(before !== undefined && { from: before }), to: after }];
}

/** Of statements that speak of the same actions, each is in the list. */
function fieldsOf(text: string | undefined): Fields {
  const statements = text === undefined ? [] : (readPolicy(text)?.Statement ?? []);
  const fields = new Map<string, string[]>();
  for (const { does, where } of statements.map(statementWords)) {
    fields.set(does, [...(fields.get(does) ?? []), where]);
  }
  return Object.fromEntries(fields);
}
