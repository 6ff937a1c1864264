import type { Revision } from '../../ecs/revision.ts';
import type { ApiCall } from '../../plan/plan.ts';
import type { Uses } from './uses.ts';

/** What a clean-up of task definitions finds. */
export interface FoundRevisions {
  /** ACTIVE ones; with them, where they may be deleted for good, INACTIVE ones. By family and number, ascending. */
  readonly revisions: readonly Revision[];
  readonly uses: Uses;
  /** The family → the lowest number that is too young to go. */
  readonly young: ReadonlyMap<string, number>;
  /** ARN → the call that registers it again, of those that are to be deleted for good. */
  readonly registrations: ReadonlyMap<string, ApiCall>;
  /** Names of those that AWS is deleting already. */
  readonly leaving: readonly string[];
}

/** The revisions of each family, in the order of the list. */
export function byFamily(revisions: readonly Revision[]): Map<string, Revision[]> {
  const families = new Map<string, Revision[]>();
  for (const revision of revisions) {
    const known = families.get(revision.family);
    if (known) known.push(revision);
    else families.set(revision.family, [revision]);
  }
  return families;
}
