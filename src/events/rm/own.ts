import type { Target } from '@aws-sdk/client-eventbridge';
import { isOurs } from '../mark.ts';
import { targetId } from '../rule/ownership.ts';
import type { FoundParts } from './found-parts.ts';

/** Whether ecsctl has put the target on the rule; one of on-stop may have several. */
export function isOwnTarget({ Id = '' }: Pick<Target, 'Id'>): boolean {
  return Id === targetId || new RegExp(`^${targetId}-\\d$`).test(Id);
}

/** Whether anything is there of that name, be it ecsctl's or not. A role or a queue alone counts where it is ecsctl's. */
export function ownParts({
  rule,
  schedule,
  role,
  queue,
}: Pick<FoundParts, 'rule' | 'schedule' | 'role' | 'queue'>): boolean {
  const isLeft = (part: { readonly tags: Readonly<Record<string, string>> } | undefined) =>
    part !== undefined && isOurs(part.tags);
  return rule !== undefined || schedule !== undefined || isLeft(role) || isLeft(queue);
}
