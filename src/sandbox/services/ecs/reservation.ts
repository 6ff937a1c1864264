import type { ManagedScaling } from '@aws-sdk/client-ecs';
import type { Region } from '../../world/region.ts';
import { type Group, isLive } from '../auto-scaling/state.ts';
import { lastingMembers } from './group-members.ts';
import { tasksOn } from './instance-resources.ts';
import { instancesFor } from './instances-needed.ts';
import type { Cluster } from './state.ts';
import { waitingTasks } from './waiting-tasks.ts';

/** What is reserved where tasks wait and there is no instance at all. */
const FROM_NOTHING = 200;
/** Instances that are launched then, for two zones. */
const FIRST = 2;

/** How much of a capacity provider's group is in demand. */
export interface Reservation {
  /** Instances that the tasks need. */
  readonly needed: number;
  /** Instances that there are in the cluster. */
  readonly running: number;
  /** `needed` of `running` in percent, as CapacityProviderReservation. */
  readonly percent: number;
}

/**
 * The reservation as AWS publishes it: instances with tasks, or where tasks wait all instances and those that must come,
 * as many at a time as the step sizes say, in percent of those that there are. With none and nothing waiting it is 100.
 */
export function reservationOf(
  region: Region,
  cluster: Cluster,
  group: Group,
  { name, scaling }: { name: string; scaling: ManagedScaling },
): Reservation {
  const members = lastingMembers(cluster, group);
  const running = members.length;
  const waiting = waitingTasks(cluster).filter(({ capacityProvider }) => capacityProvider === name);
  const lacking = instancesFor(region, group, waiting);
  const occupied = members.filter(({ container }) => tasksOn(cluster, container).length > 0).length;
  const needed = lacking > 0 ? running + stepFor(lacking, scaling) : occupied;
  if (running === 0) return { needed, running, percent: needed > 0 ? FROM_NOTHING : 100 };
  return { needed, running, percent: (needed / running) * 100 };
}

/**
 * The number of instances that brings what is reserved to the target. To a group without any it brings two, and no more
 * while its first ones are starting.
 */
export function wantedCapacity(
  { needed, running }: Reservation,
  targetCapacity: number,
  { instances }: Pick<Group, 'instances'>,
): number {
  // Of a share that is no whole number in binary, the least bit too much must not bring one more.
  if (running > 0) return Math.ceil((needed * 100) / targetCapacity - 1e-9);
  if (needed === 0) return 0;
  return instances.some(isLive) ? Math.min(needed, FIRST) : FIRST;
}

function stepFor(
  lacking: number,
  { minimumScalingStepSize: least = 1, maximumScalingStepSize: most = 10_000 }: ManagedScaling,
): number {
  return Math.min(Math.max(lacking, least), most);
}
