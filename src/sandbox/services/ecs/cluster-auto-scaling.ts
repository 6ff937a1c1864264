import type { AutoScalingGroupProvider, ManagedScaling } from '@aws-sdk/client-ecs';
import { meterOf } from '../../world/meter.ts';
import type { Region } from '../../world/region.ts';
import { ends, type Tick } from '../../world/tick.ts';
import { type Group, isLive } from '../auto-scaling/state.ts';
import { samples } from '../cloudwatch/datum.ts';
import { providerDimensions } from '../metric-names.ts';
import { lastingMembers } from './group-members.ts';
import { tasksOn } from './instance-resources.ts';
import { type Reservation, reservationOf, wantedCapacity } from './reservation.ts';
import type { Cluster, Provider, ProviderScaling } from './state.ts';

/** A capacity provider with managed scaling in the cluster to which it belongs. */
interface Managed {
  readonly region: Region;
  readonly cluster: Cluster;
  readonly group: Group;
  readonly about: AutoScalingGroupProvider;
  readonly scaling: ManagedScaling;
  readonly memory: ProviderScaling;
}

/**
 * Measures every minute how much of each managed group is reserved, and lets its desired capacity follow the target:
 * out at once, in only after less has been reserved for a while and no instance is still warming up.
 */
export function scaleManagedGroups(region: Region, tick: Tick): void {
  if (!ends(tick, 60)) return;
  for (const cluster of region.ecs.clusters.values()) {
    for (const name of cluster.capacityProviders) {
      const provider = region.ecs.capacityProviders.get(name);
      const managed = provider && managedOf(region, cluster, provider);
      if (managed) follow(managed, name, tick.at);
    }
  }
}

function managedOf(region: Region, cluster: Cluster, provider: Provider): Managed | undefined {
  const { autoScalingGroupProvider: about, status } = provider.about;
  const scaling = about?.managedScaling;
  if (status !== 'ACTIVE' || !about || scaling?.status !== 'ENABLED') return undefined;
  const group = [...region.autoScaling.groups.values()].find(({ arn }) => arn === about.autoScalingGroupArn);
  if (!group || group.isDeleting) return undefined;
  if (provider.scaling?.cluster !== cluster.name) {
    provider.scaling = { cluster: cluster.name, lowSince: undefined };
  }
  return { region, cluster, group, about, scaling, memory: provider.scaling };
}

function follow(managed: Managed, name: string, at: number): void {
  const { region, cluster, group, scaling, memory } = managed;
  const { targetCapacity = 100 } = scaling;
  const reserved = reservationOf(region, cluster, group, { name, scaling });
  measure(managed, name, reserved, at);
  const needed = wantedCapacity(reserved, targetCapacity, group);
  const wanted = Math.min(Math.max(needed, group.minSize), group.maxSize);
  if (reserved.percent >= targetCapacity) memory.lowSince = undefined;
  else memory.lowSince ??= at;
  if (reserved.percent > targetCapacity) {
    group.desiredCapacity = Math.max(group.desiredCapacity, wanted);
  } else if (wanted < group.desiredCapacity && mayShrink(managed, at)) {
    liftProtection(managed, group.desiredCapacity - wanted);
    group.desiredCapacity = wanted;
  }
}

function measure(
  { region, cluster, memory }: Managed,
  name: string,
  { percent }: Reservation,
  at: number,
): void {
  const dimensions = () => providerDimensions({ cluster: cluster.name, provider: name });
  const meter = meterOf(memory, region, 'AWS/ECS/ManagedScaling', dimensions);
  meter.write('CapacityProviderReservation', 'Percent', samples(at - 60_000, percent));
}

function mayShrink({ region, group, scaling, memory }: Managed, at: number): boolean {
  const { instanceLaunchSeconds, managedScaleInSeconds } = region.rules;
  if (memory.lowSince === undefined || at - memory.lowSince < managedScaleInSeconds * 1000) return false;
  const settled = instanceLaunchSeconds + (scaling.instanceWarmupPeriod ?? 300);
  return group.instances.every((one) => !isLive(one) || at - one.launchedAt >= settled * 1000);
}

/**
 * With managed termination protection, ECS takes the protection from so many instances without tasks as are too many,
 * the youngest first; those with tasks keep theirs.
 */
function liftProtection({ cluster, group, about }: Managed, surplus: number): void {
  if (about.managedTerminationProtection !== 'ENABLED') return;
  const empty = lastingMembers(cluster, group)
    .filter(({ container }) => tasksOn(cluster, container).length === 0)
    .map(({ machine }) => machine);
  const free = group.instances.filter((one) => isLive(one) && !one.protectedFromScaleIn).length;
  const lifted = empty.filter((one) => one.protectedFromScaleIn).toReversed();
  for (const machine of lifted.slice(0, Math.max(0, surplus - free))) machine.protectedFromScaleIn = false;
}
