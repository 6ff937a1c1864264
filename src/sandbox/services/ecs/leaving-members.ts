import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { isLive as staysInService } from '../auto-scaling/state.ts';
import { setStatus } from './draining.ts';
import { type Member, membersOf, providerOf } from './group-members.ts';
import { tasksOn } from './instance-resources.ts';
import { lastPart } from './lookup.ts';
import { managedMachines } from './managed-machines.ts';
import type { Cluster, Provider } from './state.ts';
import { buryTags } from './tags.ts';
import { endAtOnce } from './task-life.ts';

/**
 * What the end of a group's instance means for its cluster. Where the capacity provider has managed draining, a
 * lifecycle hook holds the instance until its tasks have moved away; else its tasks end with it.
 */
export function followLeavingMembers(region: Region, tick: Tick): void {
  for (const cluster of region.ecs.clusters.values()) {
    if (cluster.containerInstances.size === 0) continue;
    for (const group of region.autoScaling.groups.values()) {
      const provider = providerOf(region, cluster, group);
      for (const member of membersOf(cluster, group)) {
        if (staysInService(member.machine)) continue;
        if (hasManagedDraining(provider) && !group.isDeleting) drain(region, member, tick.at);
        else leave(region, cluster, member.container.containerInstanceArn ?? '', tick.at);
      }
    }
    removeEnded(region, cluster, tick.at);
  }
}

function hasManagedDraining(provider: Provider | undefined): boolean {
  return provider?.about.autoScalingGroupProvider?.managedDraining === 'ENABLED';
}

function drain(region: Region, { cluster, container, machine }: Member, at: number) {
  setStatus(cluster, container, 'DRAINING');
  const isEmpty = tasksOn(cluster, container).length === 0;
  machine.state = isEmpty ? 'Terminating' : 'Terminating:Wait';
  if (isEmpty) leave(region, cluster, container.containerInstanceArn ?? '', at);
  machine.endsAt = at + region.rules.instanceTerminationSeconds * 1000;
}

/** Instances whose machine is gone altogether. One that registered itself by a request has no machine to lose. */
function removeEnded(region: Region, cluster: Cluster, at: number): void {
  const { groups } = region.autoScaling;
  const machines = new Set([...groups.values()].flatMap(({ instances }) => instances.map(({ id }) => id)));
  for (const { id } of managedMachines(region)) machines.add(id);
  for (const {
    containerInstanceArn = '',
    ec2InstanceId = '',
    attributes,
  } of cluster.containerInstances.values()) {
    const isOfGroup = attributes?.some(({ name }) => name === 'ecs.instance-type') === true;
    if (isOfGroup && !machines.has(ec2InstanceId)) leave(region, cluster, containerInstanceArn, at);
  }
}

function leave(region: Region, cluster: Cluster, arn: string, at: number): void {
  const instance = cluster.containerInstances.get(lastPart(arn));
  if (!instance) return;
  const reason = `Host EC2 (instance ${instance.ec2InstanceId}) terminated.`;
  const why = { code: 'TerminationNotice', reason } as const;
  for (const task of tasksOn(cluster, instance)) endAtOnce(region, task, at, why);
  for (const service of cluster.services.values()) service.steadySince = undefined;
  cluster.containerInstances.delete(lastPart(arn));
  buryTags(region, arn, new Date(at));
}
