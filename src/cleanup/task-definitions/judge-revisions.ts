import { nameRevision, type Revision } from '../../ecs/revision.ts';
import { duration } from '../../terminal/ago.ts';
import type { RevisionWishes } from './flags.ts';
import { byFamily, type FoundRevisions } from './found.ts';

/** A revision that stays, and why, as a clause. */
export interface Staying {
  readonly revision: Revision;
  readonly why: string;
}

export interface JudgedRevisions {
  readonly doomed: readonly Revision[];
  readonly staying: readonly Staying[];
}

/** Decides which revisions go: those that nothing uses, that are not among the newest, and that are old enough. */
export function judgeRevisions(
  { revisions, uses, young }: Pick<FoundRevisions, 'revisions' | 'uses' | 'young'>,
  { keep, olderThan }: RevisionWishes,
): JudgedRevisions {
  const doomed: Revision[] = [];
  const staying: Staying[] = [];
  for (const [family, own] of byFamily(revisions)) {
    const active = own.filter(({ isActive }) => isActive);
    const kept = new Set(keep > 0 ? active.slice(-keep) : []);
    const whyNewest = keep === 1 ? 'the newest of its family' : `among the newest ${keep} of its family`;
    for (const revision of own) {
      const why =
        uses.revisions.get(nameRevision(revision)) ??
        (revision === active.at(-1) ? uses.families.get(family) : undefined) ??
        (kept.has(revision) ? whyNewest : undefined) ??
        (revision.number >= (young.get(family) ?? Number.POSITIVE_INFINITY)
          ? `registered less than ${duration(olderThan ?? 0)} ago`
          : undefined);
      if (why === undefined) doomed.push(revision);
      else staying.push({ revision, why });
    }
  }
  return { doomed, staying };
}
