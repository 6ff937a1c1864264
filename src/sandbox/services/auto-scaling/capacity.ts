import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { begin, end } from './activities.ts';
import { advanceInstances, inWords, launch, terminate } from './instance-life.ts';
import { forgetPolicy, policiesOf } from './policy-store.ts';
import { type Group, type GroupInstance, isLive } from './state.ts';

const PROTECTED =
  'Could not scale to desired capacity because all remaining instances are protected from scale-in.';

/** Brings every group's instances a tick nearer to its desired capacity. */
export function convergeGroups(region: Region, tick: Tick): void {
  const now = new Date(tick.at);
  for (const group of region.autoScaling.groups.values()) {
    advanceInstances(region, group, now);
    if (group.isDeleting) empty(region, group, now);
    else converge(region, group, now);
    group.because = undefined;
  }
}

/** Takes a group away with its policies and their own alarms, what happened to it aside. */
export function forget(region: Region, group: Group, now: Date): void {
  const { autoScaling } = region;
  autoScaling.groups.delete(group.name);
  autoScaling.pastActivities.unshift(...group.activities);
  for (const policy of policiesOf(region, group.name)) forgetPolicy(region, policy, now);
}

function converge(region: Region, group: Group, now: Date): void {
  const live = group.instances.filter(isLive);
  for (let missing = group.desiredCapacity - live.length; missing > 0; missing -= 1)
    launch(region, group, now);
  const surplus = live.length - group.desiredCapacity;
  if (surplus <= 0) return;
  const chosen = live.filter((one) => !one.protectedFromScaleIn).slice(0, surplus);
  for (const [index, one] of chosen.entries()) {
    terminate(region, group, one, scaleIn(one, live.length - index, now), now, group.because);
  }
  if (chosen.length < surplus) noteProtected(region, group, now);
}

function empty(region: Region, group: Group, now: Date): void {
  for (const one of group.instances.filter(isLive)) {
    terminate(region, group, one, 'the group was deleted by force.', now);
  }
  if (group.instances.length === 0) forget(region, group, now);
}

function scaleIn({ id }: GroupInstance, capacity: number, now: Date): string {
  return (
    'an instance was taken out of service in response to a difference between desired and actual capacity, ' +
    `shrinking the capacity from ${capacity} to ${capacity - 1}.  ` +
    `At ${inWords(now)} instance ${id} was selected for termination.`
  );
}

/** Says once that protection stands in the way, until something else happens. */
function noteProtected(region: Region, group: Group, now: Date): void {
  if (group.activities[0]?.Description === PROTECTED) return;
  const Cause = `The desired capacity is ${group.desiredCapacity}.`;
  end(begin(region, group, { Description: PROTECTED, Cause }, now), 'Cancelled', now);
}
