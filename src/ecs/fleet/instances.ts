import type { Instance } from '@aws-sdk/client-auto-scaling';
import type { ContainerInstance, Task } from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import { groupOf } from '../provider-group.ts';
import type { FoundFleet } from './found.ts';
import { isEnding } from './group-facts.ts';
import { type Room, roomOf, typeOf } from './room.ts';
import type { FleetInstance, InstanceState } from './value.ts';

/** An instance that is in the cluster, with what a task would find on it. */
export interface Member {
  readonly instance: FleetInstance;
  readonly room: Room;
}

/** The container instances of the cluster. */
export function membersIn(found: FoundFleet): Member[] {
  const tasks = tasksByInstance(found.tasks);
  const machines = machinesById(found);
  return found.instances.map((container) => {
    const room = roomOf(
      container,
      tasks.get(container.containerInstanceArn ?? '') ?? [],
      found.machines.get(typeOf(container) ?? ''),
    );
    return { room, instance: described(container, room, machines.get(container.ec2InstanceId ?? '')) };
  });
}

function tasksByInstance(tasks: readonly Task[]): Map<string, Task[]> {
  const found = new Map<string, Task[]>();
  for (const task of tasks) {
    if (!task.containerInstanceArn) continue;
    const own = found.get(task.containerInstanceArn);
    if (own) own.push(task);
    else found.set(task.containerInstanceArn, [task]);
  }
  return found;
}

function machinesById({ groups }: FoundFleet): Map<string, Instance> {
  const all = [...groups.values()].flatMap(({ group }) => group.Instances ?? []);
  return new Map(all.map((one) => [one.InstanceId ?? '', one]));
}

function described(container: ContainerInstance, room: Room, machine: Instance | undefined): FleetInstance {
  const { containerInstanceArn = '', ec2InstanceId, capacityProviderName: provider, status } = container;
  const type = typeOf(container) ?? machine?.InstanceType;
  const zone = container.attributes?.find(({ name }) => name === 'ecs.availability-zone')?.value;
  const state = stateOf(container, machine);
  return {
    id: ec2InstanceId ?? nameOf(containerInstanceArn),
    ...(provider !== undefined && { provider }),
    state,
    ...(state === 'other' && status && { status }),
    ...(type && { type }),
    ...(zone && { zone }),
    tasks: (container.runningTasksCount ?? 0) + (container.pendingTasksCount ?? 0),
    cpu: room.cpu,
    memory: room.memory,
    ...(room.interfaces && { interfaces: room.interfaces }),
    ...(machine && { protected: machine.ProtectedFromScaleIn ?? false }),
  };
}

function stateOf({ status, agentConnected }: ContainerInstance, machine?: Instance): InstanceState {
  if (status === 'DRAINING') return 'draining';
  if (machine && isEnding(machine)) return 'ending';
  if (status !== 'ACTIVE') return 'other';
  return agentConnected === false ? 'disconnected' : 'active';
}

/** Instances of the providers' groups that are not in the cluster: on their way to it, or gone from it already. */
export function outsiders(found: FoundFleet): FleetInstance[] {
  const joined = new Set(found.instances.map(({ ec2InstanceId }) => ec2InstanceId));
  return found.providers.flatMap((provider) => {
    const { group, launches } = found.groups.get(groupOf(provider) ?? '') ?? {};
    return (group?.Instances ?? [])
      .filter(({ InstanceId }) => !joined.has(InstanceId))
      .map((machine) => outsider(machine, provider.name ?? '', launches?.get(machine.InstanceId ?? '')));
  });
}

function outsider(machine: Instance, provider: string, launchedAt: Date | undefined): FleetInstance {
  const { InstanceId: id = '', InstanceType: type, AvailabilityZone: zone, ProtectedFromScaleIn } = machine;
  const runs = machine.LifecycleState === 'InService';
  return {
    id,
    provider,
    state: isEnding(machine) ? 'ending' : runs ? 'joining' : 'launching',
    ...(type && { type }),
    ...(zone && { zone }),
    tasks: 0,
    protected: ProtectedFromScaleIn ?? false,
    ...(launchedAt && { launchedAt }),
  };
}
