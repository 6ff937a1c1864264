import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { FoundFleet } from './found.ts';
import { membersIn } from './instances.ts';
import { timesIn } from './lack.ts';
import { needOf } from './need.ts';

/** What the instances that are there now can still take. */
export interface RoomFor {
  /** Instances that take tasks of this kind. */
  readonly instances: number;
  /** Further tasks that they have room for, where placement constraints do not keep them away. */
  readonly tasks: number;
}

/**
 * How many more tasks of the definition the instances have room for; undefined for a task that takes nothing.
 * @param providers of which one has to have placed them; none are named where any instance will do.
 */
export function roomFor(
  found: FoundFleet,
  definition: TaskDefinition,
  providers: readonly string[],
): RoomFor | undefined {
  const need = needOf(definition);
  const own = membersIn(found).filter(
    ({ instance: { state, provider = '' } }) =>
      state === 'active' && (providers.length === 0 || providers.includes(provider)),
  );
  const tasks = own.reduce((sum, { room }) => sum + timesIn(need, room), 0);
  return Number.isFinite(tasks) ? { instances: own.length, tasks } : undefined;
}
