import type { StoredImage } from '../repository/stored-image.ts';
import { indexesOf } from '../use/kin.ts';
import type { LifecyclePolicy, LifecycleRule, Selection } from './policy.ts';

/** What a policy does to an image. */
export interface PolicyVerdict {
  readonly image: StoredImage;
  readonly does: 'expire' | 'archive';
  readonly rulePriority: number;
}

const dayMs = 24 * 3600_000;

/**
 * What ECR would do within a day. Every rule looks at all images, but one that a rule has looked at is nothing to those behind
 * it; what an index names, and what was added to an image, goes with that alone.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html#lp_evaluation_rules
 * @param images the newest first.
 */
export function evaluate(
  { rules }: LifecyclePolicy,
  images: readonly StoredImage[],
  now: Date,
): PolicyVerdict[] {
  const parts = indexesOf(images);
  const own = images.filter(({ isReferrer }) => !isReferrer);
  const settled = new Set<StoredImage>();
  const verdicts = new Map<StoredImage, PolicyVerdict>();
  for (const rule of [...rules].sort((one, other) => one.rulePriority - other.rulePriority)) {
    const selected = own.filter((image) => isSelected(image, rule.selection));
    const due = new Set(dueOf(selected, rule.selection, now));
    for (const image of selected) {
      if (!settled.has(image) && due.has(image) && !parts.has(image.digest))
        verdicts.set(image, verdict(image, rule));
      settled.add(image);
    }
  }
  return own.flatMap((image) => verdicts.get(image) ?? []);
}

function verdict(image: StoredImage, { action, rulePriority }: LifecycleRule): PolicyVerdict {
  return { image, does: action.type === 'expire' ? 'expire' : 'archive', rulePriority };
}

function isSelected({ tags, isArchived }: StoredImage, selection: Selection): boolean {
  if (isArchived !== (selection.storageClass === 'archive')) return false;
  if (selection.tagStatus === 'any') return true;
  if (selection.tagStatus === 'untagged') return tags.length === 0;
  const patterns = selection.tagPatternList ?? selection.tagPrefixList?.map((prefix) => `${prefix}*`) ?? [];
  return tags.length > 0 && patterns.every((pattern) => tags.some((tag) => matches(pattern, tag)));
}

function matches(pattern: string, tag: string): boolean {
  const pieces = pattern.split('*').map((piece) => piece.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.*')}$`).test(tag);
}

/** Those of the selected whose time has come. What was never pulled counts from its push. */
function dueOf(
  selected: readonly StoredImage[],
  { countType, countNumber }: Selection,
  now: Date,
): readonly StoredImage[] {
  const since = now.getTime() - countNumber * dayMs;
  const isBefore = (date: Date | undefined) => date !== undefined && date.getTime() < since;
  switch (countType) {
    case 'imageCountMoreThan':
      return selected.slice(countNumber);
    case 'sinceImagePushed':
      return selected.filter(({ pushedAt }) => isBefore(pushedAt));
    case 'sinceImagePulled':
      return selected.filter(({ pulledAt, pushedAt }) => isBefore(pulledAt ?? pushedAt));
    case 'sinceImageTransitioned':
      return selected.filter(({ archivedAt }) => isBefore(archivedAt));
  }
}
