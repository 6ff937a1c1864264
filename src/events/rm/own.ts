import { isOurs } from '../mark.ts';
import type { FoundParts } from './found-parts.ts';

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
