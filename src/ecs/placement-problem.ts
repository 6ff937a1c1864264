import type { Service } from '@aws-sdk/client-ecs';

/** Milliseconds: ECS repeats what still holds every few minutes. */
const recent = 15 * 60_000;

/** What ECS last said of tasks that it cannot place or start, without the service's name, if it said so lately. */
export function placementProblem({ events = [] }: Service, at: Date): string | undefined {
  const event = events.find(
    ({ message = '', createdAt }) =>
      /unable to (consistently )?(place|start)|was unable|insufficient/i.test(message) &&
      createdAt !== undefined &&
      at.getTime() - createdAt.getTime() <= recent,
  );
  return event?.message?.replace(/^\(service [^)]+\)\s*/, '').replace(/\.$/, '');
}
