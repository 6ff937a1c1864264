import type { Attachment, ContainerInstance, Resource, Task } from '@aws-sdk/client-ecs';
import type { Machine } from './found.ts';
import type { Amount } from './value.ts';

/** What an instance has for tasks. */
export interface Room {
  /** CPU units. */
  readonly cpu: Amount;
  /** MiB. */
  readonly memory: Amount;
  /** For tasks; absent where AWS does not say it: of an unknown type, or where the instance trunks them. */
  readonly interfaces?: Amount;
  /** Ports that are taken: `8080/tcp`. */
  readonly takenPorts: ReadonlySet<string>;
  readonly gpus: number;
  /** By name; absent of a machine that has not told them yet. */
  readonly attributes?: ReadonlyMap<string, string | undefined>;
}

/** The attribute of an instance that puts the network interfaces of many tasks on one of its own. */
const trunk = 'ecs.awsvpc-trunk-id';

/**
 * What the instance has left.
 * @param tasks those that are on it.
 * @param machine what its type has.
 */
export function roomOf(
  instance: ContainerInstance,
  tasks: readonly Task[],
  machine: Machine | undefined,
): Room {
  const { registeredResources: all = [], remainingResources: left = all } = instance;
  const interfaces = interfacesOf(instance, tasks, machine);
  return {
    cpu: { free: amountOf(left, 'CPU'), total: amountOf(all, 'CPU') },
    memory: { free: amountOf(left, 'MEMORY'), total: amountOf(all, 'MEMORY') },
    ...(interfaces && { interfaces }),
    takenPorts: portsIn(left),
    gpus: gpusIn(all),
    attributes: attributesOf(instance),
  };
}

/** What the instance would have without any task. */
export function emptyRoomOf(instance: ContainerInstance, machine: Machine | undefined): Room {
  return roomOf({ ...instance, remainingResources: instance.registeredResources }, [], machine);
}

/** What a machine that nobody has seen yet may have at the most: its system keeps some of the memory. */
export function roomOfMachine({ cpu, memory, interfaces }: Machine): Room {
  return {
    cpu: { free: cpu, total: cpu },
    memory: { free: memory, total: memory },
    ...(interfaces !== undefined && { interfaces: { free: interfaces - 1, total: interfaces - 1 } }),
    takenPorts: new Set(),
    gpus: Number.POSITIVE_INFINITY,
  };
}

/** The instance's type, where it has told it. */
export function typeOf({ attributes = [] }: ContainerInstance): string | undefined {
  return attributes.find(({ name }) => name === 'ecs.instance-type')?.value;
}

function interfacesOf(
  instance: ContainerInstance,
  tasks: readonly Task[],
  machine: Machine | undefined,
): Amount | undefined {
  if (machine?.interfaces === undefined || instance.attributes?.some(({ name }) => name === trunk)) {
    return undefined;
  }
  const total = machine.interfaces - 1;
  const taken = tasks.filter(({ attachments = [] }) => attachments.some(isInterface)).length;
  return { free: Math.max(0, total - taken), total };
}

function isInterface({ type, status = '' }: Attachment): boolean {
  return type === 'ElasticNetworkInterface' && !/^(DELETED|DETACHED)$/.test(status);
}

function amountOf(resources: readonly Resource[], wanted: string): number {
  return resources.find(({ name }) => name === wanted)?.integerValue ?? 0;
}

/** What ECS lists of ports, among the remaining resources too, are those that are taken. */
function portsIn(resources: readonly Resource[]): Set<string> {
  const of = (wanted: string, protocol: string) =>
    resources
      .filter(({ name }) => name === wanted)
      .flatMap(({ stringSetValue = [] }) => stringSetValue.map((port) => `${port}/${protocol}`));
  return new Set([...of('PORTS', 'tcp'), ...of('PORTS_UDP', 'udp')]);
}

function gpusIn(resources: readonly Resource[]): number {
  return resources.find(({ name }) => name === 'GPU')?.stringSetValue?.length ?? 0;
}

function attributesOf({ attributes = [] }: ContainerInstance): Map<string, string | undefined> {
  return new Map(attributes.map(({ name = '', value }) => [name, value]));
}
