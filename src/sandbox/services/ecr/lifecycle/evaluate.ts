import { indexesWith, tagsOf } from '../lookup.ts';
import type { Manifest, Repository } from '../state.ts';
import type { LifecycleRule, Selection } from './policy.ts';

/** What a policy does to an image, and by which of its rules. */
export interface Verdict {
  readonly manifest: Manifest;
  readonly rule: LifecycleRule;
}

const DAY_MS = 24 * 3600_000;

/**
 * What the rules would do now, the newest image first. All rules look at all images; an image that a rule selects is
 * nothing to the rules behind it, whether it counts it out or keeps it. What an index names stays as long as the index, and
 * what belongs to an image goes with it alone.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 */
export function evaluatePolicy(
  repository: Repository,
  rules: readonly LifecycleRule[],
  now: Date,
): Verdict[] {
  const images = [...repository.manifests.values()]
    .filter(({ subject }) => subject === undefined)
    .sort((a, b) => b.pushedAt.getTime() - a.pushedAt.getTime());
  const spoken = new Set<Manifest>();
  const verdicts: Verdict[] = [];
  for (const rule of rules) {
    const selected = images.filter((manifest) => isSelected(repository, manifest, rule.selection));
    const counted = new Set(countedOut(selected, rule.selection, now));
    for (const manifest of selected) {
      if (!spoken.has(manifest) && counted.has(manifest) && isFree(repository, manifest))
        verdicts.push({ manifest, rule });
      spoken.add(manifest);
    }
  }
  return verdicts.sort((a, b) => images.indexOf(a.manifest) - images.indexOf(b.manifest));
}

function isFree(repository: Repository, { digest }: Manifest): boolean {
  return indexesWith(repository, digest).length === 0;
}

function isSelected(repository: Repository, { digest, status }: Manifest, selection: Selection): boolean {
  if (status !== (selection.storageClass === 'archive' ? 'ARCHIVED' : 'ACTIVE')) return false;
  const tags = tagsOf(repository, digest);
  if (selection.tagStatus === 'any') return true;
  if (selection.tagStatus === 'untagged') return tags.length === 0;
  return tags.length > 0 && selection.tagPatterns.every((pattern) => tags.some((tag) => pattern.test(tag)));
}

function countedOut(
  selected: readonly Manifest[],
  { countType, countNumber }: Selection,
  now: Date,
): readonly Manifest[] {
  const since = now.getTime() - countNumber * DAY_MS;
  const isBefore = (date: Date | undefined) => date !== undefined && date.getTime() < since;
  switch (countType) {
    case 'imageCountMoreThan':
      return selected.slice(countNumber);
    case 'sinceImagePushed':
      return selected.filter(({ pushedAt }) => isBefore(pushedAt));
    case 'sinceImagePulled':
      return selected.filter(({ lastPulledAt, pushedAt }) => isBefore(lastPulledAt ?? pushedAt));
    case 'sinceImageTransitioned':
      return selected.filter(({ archivedAt }) => isBefore(archivedAt));
  }
}
