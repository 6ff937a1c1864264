import { groupOf } from '../provider-group.ts';
import type { FoundFleet } from './found.ts';
import { membersIn, outsiders } from './instances.ts';
import { placelessIn } from './placeless.ts';
import { isOf, judgeProvider } from './providers.ts';
import type { Fleet, FleetInstance, Waiting } from './value.ts';
import { waitingOf } from './waiting.ts';
import { type Wholes, wholesOf } from './whole.ts';

/**
 * What AWS's numbers say of the capacity: how full it is, which tasks have no place and why, and what comes next.
 * @param names of the capacity providers to speak of, in this order.
 */
export function judgeFleet(found: FoundFleet, names: readonly string[]): Fleet {
  const placeless = placelessIn(found.services, found.tasks, found.at);
  const members = membersIn(found);
  const wholes = (asked: readonly string[]) => wholesIn(found, asked);
  const providers = names.map((name) => judgeProvider(found, name, wholes([name]), { placeless, members }));
  const around = { cluster: found.cluster, members, providers, wholes };
  return {
    providers,
    instances: inOrder([...members.map(({ instance }) => instance), ...outsiders(found)], names),
    waiting: placeless
      .map((one) => waitingOf(one, found.definitions.get(one.taskDefinition), around))
      .sort(byUrgency),
  };
}

function wholesIn(found: FoundFleet, asked: readonly string[]): Wholes {
  if (asked.length === 0) return wholesOf(found, found.instances, undefined);
  const parts = asked.map((name) => {
    const described = found.providers.find((one) => one.name === name);
    const group = described && found.groups.get(groupOf(described) ?? '');
    const { rooms, isOpen } = wholesOf(found, found.instances.filter(isOf(name)), group);
    // Instances that ECS chooses itself may be of any size.
    return { rooms, isOpen: isOpen || (described !== undefined && groupOf(described) === undefined) };
  });
  return { rooms: parts.flatMap(({ rooms }) => rooms), isOpen: parts.some(({ isOpen }) => isOpen) };
}

/** By provider; in each those on their way last, and of the others the one with the most free CPU first. */
function inOrder(instances: readonly FleetInstance[], names: readonly string[]): FleetInstance[] {
  const rank = ({ provider }: FleetInstance) => {
    const index = names.indexOf(provider ?? '');
    return index < 0 ? names.length : index;
  };
  const away = ({ cpu }: FleetInstance) => (cpu ? 0 : 1);
  const free = ({ cpu, memory }: FleetInstance) => (cpu ? cpu.free + (memory?.free ?? 0) / 1e6 : 0);
  return instances.toSorted(
    (a, b) => rank(a) - rank(b) || away(a) - away(b) || free(b) - free(a) || (a.id < b.id ? -1 : 1),
  );
}

const urgency: Readonly<Record<Waiting['code'], number>> = { stuck: 0, 'instances-come': 1, room: 2 };

function byUrgency(one: Waiting, other: Waiting): number {
  return urgency[one.code] - urgency[other.code] || other.count - one.count;
}
