import type { ContainerInstance } from '@aws-sdk/client-ecs';
import { quantity } from '../../terminal/number.ts';
import type { FoundFleet, FoundGroup } from './found.ts';
import { lacksOf } from './lack.ts';
import type { Need } from './need.ts';
import { emptyRoomOf, type Room, roomOfMachine, typeOf } from './room.ts';

/** What instances have that run nothing yet. */
export interface Wholes {
  readonly rooms: readonly Room[];
  /** Whether instances of further kinds may come, of which nothing is known. */
  readonly isOpen: boolean;
}

/**
 * What instances of the group have when they are new: as those that are there have registered themselves, and of types
 * that are not there yet what EC2 says of the type.
 */
export function wholesOf(
  { machines }: Pick<FoundFleet, 'machines'>,
  instances: readonly ContainerInstance[],
  group: FoundGroup | undefined,
): Wholes {
  const seen = new Set(instances.map(typeOf));
  const unseen = (group?.types ?? []).filter((type) => !seen.has(type));
  const known = unseen.flatMap((type) => machines.get(type) ?? []);
  return {
    rooms: [
      ...instances.map((instance) => emptyRoomOf(instance, machines.get(typeOf(instance) ?? ''))),
      ...known.map(roomOfMachine),
    ],
    isOpen: group !== undefined && (group.types === undefined || known.length < unseen.length),
  };
}

/**
 * Why no instance could hold the task even if it were empty, as the end of a sentence that begins with the task:
 * `needs 3,072 CPU units, and no instance of nodes has more than 2,048`. Undefined where one could, or nobody knows.
 */
export function tooLarge(need: Need, { rooms, isOpen }: Wholes, where: string): string | undefined {
  if (isOpen || rooms.length === 0) return undefined;
  if (rooms.some((room) => lacksOf(need, room).length === 0)) return undefined;
  const most = (of: (room: Room) => number | undefined) => Math.max(...rooms.map((room) => of(room) ?? 0));
  const cpu = most((room) => room.cpu.total);
  if (need.cpu > cpu) return more(`${quantity(need.cpu)} CPU units`, where, quantity(cpu));
  const memory = most((room) => room.memory.total);
  if (need.memory > memory) return more(`${quantity(need.memory)} MiB of memory`, where, quantity(memory));
  const [first] = rooms.flatMap((room) => lacksOf(need, room));
  const others = rooms.length > 1 ? `an empty instance of ${where}` : `${where} when empty`;
  return `does not fit on ${others}: ${first?.text}`;
}

function more(needed: string, where: string, most: string): string {
  return `needs ${needed}, and no instance of ${where} has more than ${most}`;
}
