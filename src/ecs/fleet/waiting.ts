import type { PlacementConstraint, TaskDefinition } from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import { listed } from '../../terminal/listed.ts';
import { counted } from '../../terminal/number.ts';
import { fate, nothingAdds, type Surroundings, wayToRoom } from './fate.ts';
import type { Member } from './instances.ts';
import { lacksOf, nearest } from './lack.ts';
import { type Need, needOf } from './need.ts';
import type { Placeless } from './placeless.ts';
import type { Waiting } from './value.ts';
import { tooLarge } from './whole.ts';

/** Why tasks have no place, and what comes of it. */
export function waitingOf(
  placeless: Placeless,
  definition: TaskDefinition | undefined,
  around: Surroundings,
): Waiting {
  const need = definition && needOf(definition, placeless.task);
  const { providers, said, task } = placeless;
  const notJudged = conditionsOf(placeless.constraints, definition, need);
  return {
    count: placeless.count,
    of: placeless.of,
    isService: placeless.isService,
    taskDefinition: nameOf(placeless.taskDefinition),
    providers,
    ...(task?.createdAt && { since: task.createdAt }),
    ...(need && { needs: { cpu: need.cpu, memory: need.memory, interfaces: need.interfaces } }),
    notJudged,
    ...(said !== undefined && { said }),
    ...judged(placeless, need, notJudged, around),
  };
}

type Judged = Pick<Waiting, 'code' | 'why' | 'next' | 'closest' | 'isTooLarge' | 'advice'>;

function judged(
  placeless: Placeless,
  need: Need | undefined,
  notJudged: readonly string[],
  around: Surroundings,
): Judged {
  if (!need)
    return { ...fate(placeless, need, around), why: 'its task definition is gone', isTooLarge: false };
  const candidates = around.members.filter(({ instance }) => mayTake(instance, placeless));
  const where = listed(placeless.providers) || `cluster ${around.cluster}`;
  const large = tooLarge(need, around.wholes(placeless.providers), where);
  if (large !== undefined) return isStuck(placeless, need, large, around);
  const rows = candidates.map(({ instance, room }) => ({ instance, lacks: lacksOf(need, room) }));
  const fitting = rows.find(({ lacks }) => lacks.length === 0)?.instance;
  if (fitting) return hasRoom(fitting.id, notJudged);
  const closest = nearest(rows);
  if (!closest) return { ...fate(placeless, need, around), why: noInstance(placeless), isTooLarge: false };
  const lacks = closest.lacks.map(({ text }) => text);
  return {
    ...fate(placeless, need, around),
    why: `closest is ${closest.instance.id}: ${lacks.join('; ')}`,
    closest: { instance: closest.instance.id, lacks },
    isTooLarge: false,
  };
}

function mayTake({ state, provider = '' }: Member['instance'], { providers }: Placeless): boolean {
  return state === 'active' && (providers.length === 0 || providers.includes(provider));
}

function hasRoom(id: string, notJudged: readonly string[]): Judged {
  if (notJudged.length === 0) {
    return { code: 'room', why: `${id} has room`, next: 'ECS places it in a moment', isTooLarge: false };
  }
  const next = `whether it fits there is not judged here: ${listed(notJudged)}`;
  return { code: 'room', why: `${id} has CPU and memory for it`, next, isTooLarge: false };
}

function noInstance({ providers }: Placeless): string {
  const where = providers.length === 0 ? 'the cluster' : listed(providers);
  return `${where} ${providers.length > 1 ? 'have' : 'has'} no instance that takes tasks`;
}

/** Not even an empty instance would do: more of them would not help. */
function isStuck(placeless: Placeless, need: Need, large: string, around: Surroundings): Judged {
  const { providers: own } = placeless;
  return {
    code: 'stuck',
    why: `each ${large}`,
    next: own.length === 0 ? nothingAdds(placeless) : `more instances of ${listed(own)} would not help`,
    advice: wayToRoom(placeless, need, around),
    isTooLarge: true,
  };
}

/** What ECS looks at beside room, in words. */
function conditionsOf(
  constraints: readonly PlacementConstraint[],
  definition: TaskDefinition | undefined,
  need: Need | undefined,
): string[] {
  const all = [...constraints, ...(definition?.placementConstraints ?? [])];
  const words = all.map(({ type, expression }) => (expression ? `${type} (${expression})` : `${type}`));
  const gpus = need && need.gpus > 0 ? [`${counted(need.gpus, 'free GPU')}`] : [];
  return [...new Set([...words, ...gpus])];
}
