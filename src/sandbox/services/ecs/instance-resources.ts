import type { ContainerInstance, Resource, TaskDefinition } from '@aws-sdk/client-ecs';
import type { Region } from '../../world/region.ts';
import { type Protocol, portsOf } from './host-ports.ts';
import { capacityOfType } from './instance-types.ts';
import { taskDefinitionOf, tasksIn } from './lookup.ts';
import { type Cluster, isLive, pendingCount, runningCount, type Task } from './state.ts';

const MEASURED = ['CPU', 'MEMORY'] as const;
type Measured = (typeof MEASURED)[number];

/** The resources that list ports which are taken, both among those registered and among those that remain. */
const PORTS: Readonly<Record<string, Protocol>> = { PORTS: 'tcp', PORTS_UDP: 'udp' };
const PROTOCOLS = Object.values(PORTS);

/** The instance with the tasks on it counted and what they take subtracted from its CPU units and its MiB. */
export function describeInstance(
  region: Region,
  cluster: Cluster,
  instance: ContainerInstance,
): ContainerInstance {
  const own = { tasks: tasksOn(cluster, instance) };
  return {
    ...instance,
    remainingResources: remaining(region, cluster, instance),
    runningTasksCount: runningCount(own),
    pendingTasksCount: pendingCount(own),
  };
}

/** What a task takes of a machine. */
export interface Need {
  /** CPU units. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
  /** Network interfaces: 1 of network mode awsvpc, else 0. */
  readonly interfaces: number;
  /** Ports of the machine: `8080/tcp`; of a machine those that are taken. */
  readonly ports?: readonly string[];
}

/** Why a task finds no place on the instance, as RunTask's failures say it; undefined where it finds one. */
export function whyNoPlace(
  region: Region,
  cluster: Cluster,
  instance: ContainerInstance,
  definition: TaskDefinition,
): string | undefined {
  if (instance.status !== 'ACTIVE') return 'INACTIVE';
  if (!instance.agentConnected) return 'AGENT';
  const left = remaining(region, cluster, instance);
  const lacking = MEASURED.find((name) => {
    const resource = left.find((one) => one.name === name);
    return resource !== undefined && (resource.integerValue ?? 0) < needOf(definition, name);
  });
  if (lacking) return `RESOURCE:${lacking}`;
  if (wantsTakenPort(definition, left)) return 'RESOURCE:PORTS';
  const { interfaces } = wholeNeedOf(definition);
  return interfaces > freeInterfaces(region, cluster, instance) ? 'RESOURCE:ENI' : undefined;
}

/** What a task of the definition takes of a machine. */
export function wholeNeedOf(definition: TaskDefinition): Need {
  return {
    cpu: needOf(definition, 'CPU'),
    memory: needOf(definition, 'MEMORY'),
    interfaces: definition.networkMode === 'awsvpc' ? 1 : 0,
    ports: PROTOCOLS.flatMap((protocol) =>
      portsOf(definition, protocol).map((port) => `${port}/${protocol}`),
    ),
  };
}

/** How many of an instance's CPU units or MiB are free. */
export function freeOf(
  region: Region,
  cluster: Cluster,
  instance: ContainerInstance,
  name: Measured,
): number {
  const resource = remaining(region, cluster, instance).find((one) => one.name === name);
  return resource?.integerValue ?? 0;
}

/** The tasks on the instance that have not stopped. */
export function tasksOn(cluster: Cluster, { containerInstanceArn: arn }: ContainerInstance): Task[] {
  return [...tasksIn(cluster)].filter(
    (task) => task.containerInstanceArn === arn && task.status !== 'STOPPED',
  );
}

/** A machine of which nobody says its type has as many interfaces as are wanted. */
function freeInterfaces(region: Region, cluster: Cluster, instance: ContainerInstance): number {
  const type = instance.attributes?.find(({ name }) => name === 'ecs.instance-type')?.value;
  if (type === undefined) return Number.POSITIVE_INFINITY;
  const taken = tasksOn(cluster, instance).filter((task) => {
    return isLive(task) && taskDefinitionOf(region, task.taskDefinition)?.networkMode === 'awsvpc';
  });
  return capacityOfType(type).interfaces - taken.length;
}

function remaining(region: Region, cluster: Cluster, instance: ContainerInstance): Resource[] {
  const definitions = tasksOn(cluster, instance)
    .filter(isLive)
    .map(({ taskDefinition }) => taskDefinitionOf(region, taskDefinition));
  return (instance.registeredResources ?? []).map((resource) => {
    const protocol = resource.name === undefined ? undefined : PORTS[resource.name];
    if (protocol) return withPorts(resource, definitions, protocol);
    const name = MEASURED.find((measured) => measured === resource.name);
    if (!name) return resource;
    const taken = definitions.reduce(
      (sum, definition) => sum + (definition ? needOf(definition, name) : 0),
      0,
    );
    return { ...resource, integerValue: (resource.integerValue ?? 0) - taken };
  });
}

function withPorts(
  resource: Resource,
  definitions: readonly (TaskDefinition | undefined)[],
  protocol: Protocol,
): Resource {
  const taken = definitions.flatMap((definition) => (definition ? portsOf(definition, protocol) : []));
  const all = [...(resource.stringSetValue ?? []), ...taken.map(String)];
  return { ...resource, stringSetValue: [...new Set(all)] };
}

function wantsTakenPort(definition: TaskDefinition, left: readonly Resource[]): boolean {
  return left.some(({ name = '', stringSetValue = [] }) => {
    const protocol = PORTS[name];
    return (
      protocol !== undefined &&
      portsOf(definition, protocol).some((port) => stringSetValue.includes(String(port)))
    );
  });
}

/** What a task takes: what its task definition says as a whole, or else its containers together. */
function needOf({ cpu, memory, containerDefinitions = [] }: TaskDefinition, name: Measured): number {
  const whole = Number(name === 'CPU' ? cpu : memory);
  if (whole > 0) return whole;
  return containerDefinitions.reduce((sum, container) => {
    // ECS takes off the reservation where there is one: a container may then use more than it has taken.
    return sum + ((name === 'CPU' ? container.cpu : (container.memoryReservation ?? container.memory)) ?? 0);
  }, 0);
}
