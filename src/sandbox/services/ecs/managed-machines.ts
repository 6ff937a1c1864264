import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { setStatus } from './draining.ts';
import { registeredInstance } from './group-members.ts';
import { tasksOn } from './instance-resources.ts';
import { instancesOfType } from './instances-needed.ts';
import { lastPart, taskDefinitionOf } from './lookup.ts';
import { typeFor } from './managed-instance-types.ts';
import type { Cluster, ManagedMachine, Provider, Task } from './state.ts';
import { waitingTasks } from './waiting-tasks.ts';

const ZONES = ['a', 'b'];

/** The instances that ECS runs for capacity providers of managed instances, until they are gone. */
export function* managedMachines(region: Region): Generator<ManagedMachine> {
  for (const { machines = [] } of region.ecs.capacityProviders.values()) yield* machines;
}

/**
 * Moves the instances of the capacity providers of managed instances: registers them when they are up, and takes those
 * away that have had no task for as long as the provider says.
 */
export function moveManagedInstances(region: Region, tick: Tick): void {
  for (const provider of region.ecs.capacityProviders.values()) {
    const cluster = region.ecs.clusters.get(provider.about.cluster ?? '');
    if (!cluster) continue;
    for (const machine of provider.machines ?? []) advance(region, cluster, provider, machine, tick.at);
    provider.machines = provider.machines?.filter(({ endsAt }) => endsAt === undefined || endsAt > tick.at);
  }
}

/** Launches instances for tasks that still wait when those that are there have been looked at. */
export function launchManagedInstances(region: Region, tick: Tick): void {
  for (const provider of region.ecs.capacityProviders.values()) {
    const cluster = region.ecs.clusters.get(provider.about.cluster ?? '');
    if (cluster && provider.about.status === 'ACTIVE') launchMissing(region, cluster, provider, tick.at);
  }
}

/** Sends all of the provider's instances on their way out, as its deletion does. */
export function endMachines(region: Region, cluster: Cluster, provider: Provider, at: number): void {
  for (const machine of provider.machines ?? []) end(region, cluster, machine, at);
}

function advance(
  region: Region,
  cluster: Cluster,
  provider: Provider,
  machine: ManagedMachine,
  at: number,
): void {
  const { instanceLaunchSeconds, instanceRegistrationSeconds, managedInstanceIdleSeconds } = region.rules;
  if (machine.endsAt !== undefined) return;
  if (machine.containerInstanceArn === undefined) {
    const takes = (instanceLaunchSeconds + instanceRegistrationSeconds) * 1000;
    if (at - machine.launchedAt >= takes) join(region, cluster, provider, machine, at);
    return;
  }
  const container = cluster.containerInstances.get(lastPart(machine.containerInstanceArn));
  const isIdle = !container || tasksOn(cluster, container).length === 0;
  machine.idleSince = isIdle ? (machine.idleSince ?? at) : undefined;
  const { scaleInAfter } = provider.about.managedInstancesProvider?.infrastructureOptimization ?? {};
  const patience = scaleInAfter ?? managedInstanceIdleSeconds;
  if (machine.idleSince === undefined || patience < 0) return;
  if (at - machine.idleSince >= patience * 1000) end(region, cluster, machine, at);
}

/** Its container instance is drained, and leaves the cluster when the machine is gone. */
function end(region: Region, cluster: Cluster, machine: ManagedMachine, at: number): void {
  machine.endsAt ??= at + region.rules.instanceTerminationSeconds * 1000;
  const container = cluster.containerInstances.get(lastPart(machine.containerInstanceArn ?? ''));
  if (container) setStatus(cluster, container, 'DRAINING');
}

function join(
  region: Region,
  cluster: Cluster,
  provider: Provider,
  machine: ManagedMachine,
  at: number,
): void {
  const id = region.ids.hex(32);
  const containerInstanceArn = arn(region, 'ecs', `container-instance/${cluster.name}/${id}`);
  machine.containerInstanceArn = containerInstanceArn;
  const registered = registeredInstance(containerInstanceArn, machine, at);
  cluster.containerInstances.set(id, { ...registered, capacityProviderName: provider.about.name });
}

/** Machines that are not up yet are for tasks that wait already. */
function launchMissing(region: Region, cluster: Cluster, provider: Provider, at: number): void {
  const machines = provider.machines ?? [];
  const coming = machines.filter((one) => !one.containerInstanceArn && one.endsAt === undefined).length;
  const waiting = waitingTasks(cluster).filter(
    ({ capacityProvider }) => capacityProvider === provider.about.name,
  );
  let spare = coming;
  for (const [instanceType, tasks] of byType(region, provider, waiting)) {
    const needed = instancesOfType(region, instanceType, tasks);
    for (let missing = needed - spare; missing > 0; missing -= 1) {
      machines.push(newMachine(region, provider, instanceType, machines.length, at));
    }
    spare = Math.max(0, spare - needed);
  }
  provider.machines = machines;
}

/** The tasks by the type of instance that suits each; those that no type suits go on waiting. */
function byType(region: Region, provider: Provider, waiting: readonly Task[]): Map<string, Task[]> {
  const { instanceRequirements } = provider.about.managedInstancesProvider?.instanceLaunchTemplate ?? {};
  const groups = new Map<string, Task[]>();
  for (const task of waiting) {
    const definition = taskDefinitionOf(region, task.taskDefinition);
    const type = definition && typeFor(instanceRequirements, definition);
    if (type) groups.set(type, [...(groups.get(type) ?? []), task]);
  }
  return groups;
}

function newMachine(
  region: Region,
  { about }: Provider,
  instanceType: string,
  index: number,
  launchedAt: number,
): ManagedMachine {
  const { subnets = [] } = about.managedInstancesProvider?.instanceLaunchTemplate?.networkConfiguration ?? {};
  const subnet = region.ec2.subnets.get(subnets[index % Math.max(1, subnets.length)] ?? '');
  return {
    id: `i-${region.ids.hex(17)}`,
    instanceType,
    zone: subnet?.AvailabilityZone ?? `${region.name}${ZONES[index % ZONES.length]}`,
    launchedAt,
    containerInstanceArn: undefined,
    idleSince: undefined,
    endsAt: undefined,
  };
}
