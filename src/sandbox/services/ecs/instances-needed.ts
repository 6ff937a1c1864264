import type { Region } from '../../world/region.ts';
import { templateOf } from '../auto-scaling/launch-template.ts';
import type { Group } from '../auto-scaling/state.ts';
import { type Need, wholeNeedOf } from './instance-resources.ts';
import { capacityOfType } from './instance-types.ts';
import { taskDefinitionOf } from './lookup.ts';
import type { Task } from './state.ts';

/**
 * How many further instances of the group's type the waiting tasks need, each placed on the first that has room, the
 * largest first. Tasks that no such instance could hold need none, for none would help.
 */
export function instancesFor(region: Region, group: Group, waiting: readonly Task[]): number {
  return instancesOfType(region, templateOf(region, group.settings).instanceType, waiting);
}

/** How many further instances of the type the waiting tasks need. */
export function instancesOfType(region: Region, instanceType: string, waiting: readonly Task[]): number {
  const whole = capacityOfType(instanceType);
  const needs = waiting
    .map(({ taskDefinition }) => taskDefinitionOf(region, taskDefinition))
    .filter((definition) => definition !== undefined)
    .map(wholeNeedOf)
    .filter((need) => fits(need, whole))
    .sort((a, b) => b.memory - a.memory || b.cpu - a.cpu);
  const free: Need[] = [];
  for (const need of needs) {
    const at = free.findIndex((room) => fits(need, room));
    const index = at < 0 ? free.length : at;
    free[index] = without(free[index] ?? whole, need);
  }
  return free.length;
}

/** Whether there is room for all that is needed. */
export function fits(need: Need, room: Need): boolean {
  const { ports: taken = [] } = room;
  const isTaken = need.ports?.some((port) => taken.includes(port)) === true;
  return !isTaken && need.cpu <= room.cpu && need.memory <= room.memory && need.interfaces <= room.interfaces;
}

function without(room: Need, need: Need): Need {
  return {
    cpu: room.cpu - need.cpu,
    memory: room.memory - need.memory,
    interfaces: room.interfaces - need.interfaces,
    ports: [...(room.ports ?? []), ...(need.ports ?? [])],
  };
}
