import { quantity } from '../../terminal/number.ts';
import type { Need } from './need.ts';
import type { Room } from './room.ts';
import type { Amount } from './value.ts';

/** One thing that a task does not find on an instance. */
export interface Lack {
  /** `CPU: 512 free of 2,048, needs 1,024`. */
  readonly text: string;
  /** How far it is from enough: the share of the whole that is missing, 1 for what cannot be had in part. */
  readonly distance: number;
}

/** What the task would not find on the instance; empty where it fits. */
export function lacksOf({ cpu, memory, interfaces, gpus, ports, attributes }: Need, room: Room): Lack[] {
  return [
    ...amountLack('CPU', cpu, room.cpu),
    ...amountLack('memory', memory, room.memory, ' MiB'),
    ...(room.interfaces ? amountLack('network interfaces', interfaces, room.interfaces) : []),
    ...(gpus > room.gpus ? [{ text: `GPUs: it has ${room.gpus}, needs ${gpus}`, distance: 1 }] : []),
    ...ports
      .filter((port) => room.takenPorts.has(port))
      .map((port) => ({ text: `port ${port.replace('/', ' (')}) of the instance is taken`, distance: 1 })),
    ...attributes
      .filter(({ name = '', value }) => !hasAttribute(room, name, value))
      .map(({ name, value }) => ({
        text: `it lacks the attribute ${name}${value ? ` = ${value}` : ''}`,
        distance: 1,
      })),
  ];
}

function amountLack(what: string, needed: number, { free, total }: Amount, unit = ''): Lack[] {
  if (needed <= free) return [];
  const text = `${what}: ${quantity(free)}${unit} free of ${quantity(total)}, needs ${quantity(needed)}`;
  return [{ text, distance: total > 0 ? (needed - free) / total : 1 }];
}

function hasAttribute({ attributes }: Room, name: string, value: string | undefined): boolean {
  if (!attributes) return true;
  return attributes.has(name) && (value === undefined || attributes.get(name) === value);
}

/** Of several lists of what is lacking the one that is nearest to nothing: the fewest things, then the least of them. */
export function nearest<Item extends { readonly lacks: readonly Lack[] }>(
  items: readonly Item[],
): Item | undefined {
  return items.toSorted((a, b) => a.lacks.length - b.lacks.length || distance(a) - distance(b))[0];
}

function distance({ lacks }: { readonly lacks: readonly Lack[] }): number {
  return lacks.reduce((sum, lack) => sum + lack.distance, 0);
}

/** How many such tasks the instance has room for. */
export function timesIn(need: Need, room: Room): number {
  if (lacksOf(need, room).length > 0) return 0;
  const times = [
    quotient(room.cpu.free, need.cpu),
    quotient(room.memory.free, need.memory),
    quotient(room.interfaces?.free ?? Number.POSITIVE_INFINITY, need.interfaces),
    need.ports.length > 0 ? 1 : Number.POSITIVE_INFINITY,
  ];
  return Math.min(...times);
}

function quotient(free: number, each: number): number {
  return each > 0 ? Math.floor(free / each) : Number.POSITIVE_INFINITY;
}
