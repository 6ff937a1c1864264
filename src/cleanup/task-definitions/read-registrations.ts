import { eachAtOnce } from '../../aws/at-once.ts';
import { describeRevision } from '../../ecs/describe-revision.ts';
import type { Revision } from '../../ecs/revision.ts';
import type { ApiCall } from '../../plan/plan.ts';
import { quantity } from '../../terminal/number.ts';
import type { VerbContext } from '../../verb/verb.ts';
import { registerAgain } from '../kinds/task-definition/register-again.ts';

/** Milliseconds. */
const betweenUpdates = 250;

/**
 * Looks at what is to be deleted for good, one call a revision, for the calls that would register it again.
 * @returns by ARN; without those that are gone by now.
 */
export async function readRegistrations(
  { aws, clock, terminal }: Pick<VerbContext, 'aws' | 'clock' | 'terminal'>,
  revisions: readonly Revision[],
): Promise<Map<string, ApiCall>> {
  const registrations = new Map<string, ApiCall>();
  if (revisions.length === 0) return registrations;
  const all = `of ${quantity(revisions.length)} task definitions that will be deleted for good`;
  const progress = await terminal.progress(`note ${all}`);
  let seen = 0;
  let updatedAt = 0;
  try {
    await eachAtOnce(revisions, async ({ arn }) => {
      const described = await describeRevision(aws, arn);
      if (described) registrations.set(arn, registerAgain(described));
      seen += 1;
      const now = clock.now().getTime();
      if (now - updatedAt < betweenUpdates) return;
      updatedAt = now;
      progress.update(`noted ${quantity(seen)} ${all}`);
    });
  } finally {
    progress.clear();
  }
  return registrations;
}
