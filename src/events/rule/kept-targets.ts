import type { Kept } from '../../plan/plan.ts';
import type { FoundRule } from './found-rule.ts';
import { targetId } from './ownership.ts';

/** The targets of the rule that are somebody else's. */
export function keptTargets(ruleName: string, found: FoundRule | undefined): Kept[] {
  return (found?.targets ?? [])
    .filter(({ Id }) => Id !== targetId)
    .map(({ Id, Arn }) => ({
      resource: { type: 'target', id: `${ruleName}/${Id}`, ...(Arn && { arn: Arn }) },
      reason: 'ecsctl has not made it',
    }));
}
