import { nameRevision } from '../../ecs/revision.ts';
import type { Plan } from '../../plan/plan.ts';
import { duration } from '../../terminal/ago.ts';
import { removeRevisions } from '../kinds/task-definition/removal.ts';
import type { RevisionWishes } from './flags.ts';
import type { FoundRevisions } from './found.ts';
import { judgeRevisions } from './judge-revisions.ts';

/** Plans what becomes of the task definitions that were found. */
export function planRevisions(found: FoundRevisions, wishes: RevisionWishes): Plan {
  const { family, forGood, olderThan } = wishes;
  const { doomed, staying } = judgeRevisions(found, wishes);
  const reason =
    olderThan === undefined
      ? 'nothing uses it'
      : `nothing uses it, and it is older than ${duration(olderThan)}`;
  const steps = removeRevisions(
    doomed.map((revision) => {
      const registration = found.registrations.get(revision.arn);
      return { ...revision, reason, ...(registration && { registration }) };
    }),
    { forGood },
  ).map(({ step }) => step);
  return {
    subject: family === undefined ? 'task definitions' : `task definitions of ${family}`,
    steps,
    kept: staying.map(({ revision, why }) => ({
      resource: { type: 'task definition', id: nameRevision(revision), arn: revision.arn },
      reason: why,
    })),
    warnings: steps.length === 0 ? [] : warnings(wishes),
  };
}

function warnings({ forGood }: RevisionWishes): string[] {
  const unseen = 'a state machine, pipeline or script that names one of these revisions is not seen';
  const lasting =
    'what is deleted for good can be registered again from the record of this run, under a new number';
  return forGood ? [unseen, lasting] : [unseen];
}
