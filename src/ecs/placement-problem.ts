import type { Service } from '@aws-sdk/client-ecs';

/** Milliseconds: ECS repeats what still holds, every few minutes at first and then less and less often. */
const recent = 15 * 60_000;

const problem = /unable to (consistently )?(place|start)|was unable|insufficient/i;
/** After these the service has got on. */
const progress = /has (started|reached a steady state|begun draining)/i;

/**
 * What ECS last said of tasks that it cannot place or start, without the service's name, if it said so lately or has not
 * told of anything better since.
 */
export function placementProblem({ events = [] }: Service, at: Date): string | undefined {
  const newest = events.toSorted((a, b) => timeOf(b) - timeOf(a));
  const found = newest.find(({ message = '' }) => problem.test(message));
  const since = newest.find(({ message = '' }) => problem.test(message) || progress.test(message));
  if (!found || (since !== found && at.getTime() - timeOf(found) > recent)) return undefined;
  return found.message?.replace(/^\(service [^)]+\)\s*/, '').replace(/\.$/, '');
}

function timeOf({ createdAt }: { readonly createdAt?: Date | undefined }): number {
  return createdAt?.getTime() ?? 0;
}
