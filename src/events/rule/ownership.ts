import type { Target } from '@aws-sdk/client-eventbridge';
import { Failure } from '../../failure.ts';
import { type EventsKind, isOurs, markKey } from '../mark.ts';
import type { FoundRule } from './found-rule.ts';
import { mostTargets } from './most-targets.ts';

/** The id of the target that is ecsctl's among those of a rule. */
export const targetId = 'ecsctl';

/** `ecsctl`, `ecsctl-2` … `ecsctl-5`: a rule of on-stop has a target for each of those who are told. */
export const ownTargetIds: readonly string[] = Array.from({ length: mostTargets }, (_, index) =>
  index === 0 ? targetId : `${targetId}-${index + 1}`,
);

/** Whether ecsctl has put the target on the rule. */
export function isOwnTarget({ Id = '' }: Pick<Target, 'Id'>): boolean {
  return ownTargetIds.includes(Id);
}

/**
 * Whether the rule lacks the tag although it is ecsctl's by its target: a rule that was put together by hand from a
 * record, say, or one whose tags somebody has cleaned up.
 */
export function isUntagged({ tags, targets }: FoundRule): boolean {
  return !isOurs(tags) && targets.some(({ Id }) => Id === targetId);
}

/**
 * Holds that a rule may be changed by the verb: that it was made by it.
 * @throws Failure `refused` for a rule of somebody else, of another verb, or of a service of AWS.
 */
export function checkRule(found: FoundRule, kind: EventsKind): void {
  const { rule, tags } = found;
  const hint = 'choose another name';
  if (rule.ManagedBy)
    throw new Failure('refused', `rule ${rule.Name} is managed by ${rule.ManagedBy}`, { hint });
  if (isUntagged(found)) return;
  if (!isOurs(tags))
    throw new Failure('refused', `there is a rule ${rule.Name} already, and ecsctl has not made it`, {
      hint,
    });
  if (tags[markKey] === kind) return;
  throw new Failure('refused', `rule ${rule.Name} was made by events ${tags[markKey]}`, {
    hint: `choose another name, or take it away first: ecsctl events rm ${rule.Name}`,
  });
}
