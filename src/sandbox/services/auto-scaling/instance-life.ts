import type { Activity } from '@aws-sdk/client-auto-scaling';
import type { Region } from '../../world/region.ts';
import { begin, end } from './activities.ts';
import { templateOf } from './launch-template.ts';
import { type Group, type GroupInstance, isLive } from './state.ts';

/**
 * Launches one instance, in the zone of the group that has the fewest.
 * The activity that tells of it begins with what changed the desired capacity, where that is known.
 */
export function launch(region: Region, group: Group, now: Date): void {
  const id = `i-${region.ids.hex(17)}`;
  const capacity = group.instances.filter(isLive).length;
  const started =
    'an instance was started in response to a difference between desired and actual capacity, ' +
    `increasing the capacity from ${capacity} to ${capacity + 1}.`;
  const instance: GroupInstance = {
    id,
    zone: emptiestZone(region, group),
    ...templateOf(region, group.settings),
    launchedAt: now.getTime(),
    state: 'Pending',
    protectedFromScaleIn: group.settings.NewInstancesProtectedFromScaleIn ?? false,
    endsAt: undefined,
    activity: begin(
      region,
      group,
      { Description: `Launching a new EC2 instance: ${id}`, Cause: causeOf(started, now, group.because) },
      now,
    ),
  };
  group.instances.push(instance);
}

/**
 * Sends an instance on its way out, and returns the activity that tells of it.
 * @param because what changed the desired capacity before, where that is why.
 */
export function terminate(
  region: Region,
  group: Group,
  instance: GroupInstance,
  cause: string,
  now: Date,
  because?: string,
): Activity {
  if (instance.state === 'Pending') end(instance.activity, 'Cancelled', now);
  instance.state = 'Terminating';
  instance.endsAt = now.getTime() + region.rules.instanceTerminationSeconds * 1000;
  const Description = `Terminating EC2 instance: ${instance.id}`;
  instance.activity = begin(region, group, { Description, Cause: causeOf(cause, now, because) }, now);
  return instance.activity;
}

/** Moves every instance to the state that it has reached by now. */
export function advanceInstances({ rules }: Region, group: Group, now: Date): void {
  for (const instance of group.instances) {
    const age = now.getTime() - instance.launchedAt;
    if (instance.state === 'Pending' && age >= rules.instanceLaunchSeconds * 1000) {
      instance.state = 'InService';
      end(instance.activity, 'Successful', now);
    }
    if (hasEnded(instance, now)) end(instance.activity, 'Successful', now);
  }
  group.instances = group.instances.filter((instance) => !hasEnded(instance, now));
}

function hasEnded({ endsAt }: GroupInstance, now: Date): boolean {
  return endsAt !== undefined && now.getTime() >= endsAt;
}

function emptiestZone(region: Region, group: Group): string {
  const zones = group.settings.AvailabilityZones ?? [];
  const count = (zone: string) => group.instances.filter((one) => isLive(one) && one.zone === zone).length;
  return zones.toSorted((a, b) => count(a) - count(b))[0] ?? `${region.name}a`;
}

function causeOf(what: string, now: Date, because: string | undefined): string {
  return [because, `At ${inWords(now)} ${what}`].filter(Boolean).join('  ');
}

/** 2026-03-04T09:00:00Z, as the causes of activities name times. */
export function inWords(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
