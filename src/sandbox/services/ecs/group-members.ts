import type { ContainerInstance } from '@aws-sdk/client-ecs';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { clusterNamedBy } from '../auto-scaling/launch-template.ts';
import type { Group, GroupInstance } from '../auto-scaling/state.ts';
import { isLive } from '../auto-scaling/state.ts';
import { architectureOf, capacityOfType } from './instance-types.ts';
import type { Cluster, Provider } from './state.ts';

/** An instance of a group that is a container instance of a cluster. */
export interface Member {
  readonly cluster: Cluster;
  readonly container: ContainerInstance;
  readonly machine: GroupInstance;
}

/**
 * Has the ECS agents of instances in service register them: with the cluster that their launch template's user data
 * names, else with the one to which the capacity provider of their group belongs. Each says it once in its life.
 */
export function joinClusters(region: Region, tick: Tick): void {
  const { instanceLaunchSeconds, instanceRegistrationSeconds } = region.rules;
  const takes = (instanceLaunchSeconds + instanceRegistrationSeconds) * 1000;
  for (const group of region.autoScaling.groups.values()) {
    const cluster = clusterOf(region, group);
    if (cluster?.status !== 'ACTIVE') continue;
    for (const machine of group.instances) {
      if (machine.state !== 'InService' || machine.hasJoined || tick.at - machine.launchedAt < takes)
        continue;
      machine.hasJoined = true;
      join(region, cluster, machine, tick.at);
    }
    nameProvider(region, cluster, group);
  }
}

/** The capacity provider of the cluster that stands for the group. */
export function providerOf(region: Region, cluster: Cluster, group: Group): Provider | undefined {
  return cluster.capacityProviders
    .map((name) => region.ecs.capacityProviders.get(name))
    .find((provider) => provider?.about.autoScalingGroupProvider?.autoScalingGroupArn === group.arn);
}

/** The group's instances that are container instances of the cluster, those on their way out included. */
export function membersOf(cluster: Cluster, group: Group): Member[] {
  if (cluster.containerInstances.size === 0) return [];
  const machines = new Map(group.instances.map((machine) => [machine.id, machine]));
  return [...cluster.containerInstances.values()].flatMap((container) => {
    const machine = machines.get(container.ec2InstanceId ?? '');
    return machine ? [{ cluster, container, machine }] : [];
  });
}

/** The members that are to stay. */
export function lastingMembers(cluster: Cluster, group: Group): Member[] {
  return membersOf(cluster, group).filter(({ machine }) => isLive(machine));
}

function clusterOf(region: Region, group: Group): Cluster | undefined {
  const named = clusterNamedBy(region, group.settings);
  const { clusters } = region.ecs;
  if (named !== undefined) return clusters.get(named);
  return [...clusters.values()].find((cluster) => providerOf(region, cluster, group) !== undefined);
}

function join(region: Region, cluster: Cluster, machine: GroupInstance, at: number): void {
  const id = region.ids.hex(32);
  const containerInstanceArn = arn(region, 'ecs', `container-instance/${cluster.name}/${id}`);
  cluster.containerInstances.set(id, registeredInstance(containerInstanceArn, machine, at));
}

/** A machine as its agent registers it, with all that machines of its type have. */
export function registeredInstance(
  containerInstanceArn: string,
  machine: Pick<GroupInstance, 'id' | 'zone' | 'instanceType'>,
  at: number,
): ContainerInstance {
  const { cpu, memory } = capacityOfType(machine.instanceType);
  return {
    containerInstanceArn,
    ec2InstanceId: machine.id,
    status: 'ACTIVE',
    agentConnected: true,
    registeredResources: [
      { name: 'CPU', type: 'INTEGER', integerValue: cpu },
      { name: 'MEMORY', type: 'INTEGER', integerValue: memory },
      { name: 'PORTS', type: 'STRINGSET', stringSetValue: ['22', '2375', '2376', '51678', '51679'] },
      { name: 'PORTS_UDP', type: 'STRINGSET', stringSetValue: [] },
    ],
    attributes: [
      { name: 'ecs.availability-zone', value: machine.zone },
      { name: 'ecs.instance-type', value: machine.instanceType },
      { name: 'ecs.cpu-architecture', value: architectureOf(machine.instanceType) },
      { name: 'ecs.os-type', value: 'linux' },
      { name: 'ecs.capability.task-eni' },
    ],
    attachments: [],
    versionInfo: { agentVersion: '1.89.2', dockerVersion: 'DockerVersion: 25.0.6' },
    version: 1,
    registeredAt: new Date(at),
  };
}

function nameProvider(region: Region, cluster: Cluster, group: Group): void {
  const name = providerOf(region, cluster, group)?.about.name;
  for (const { container } of membersOf(cluster, group)) container.capacityProviderName = name;
}
