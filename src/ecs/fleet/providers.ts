import type { CapacityProvider, ContainerInstance } from '@aws-sdk/client-ecs';
import { groupOf } from '../provider-group.ts';
import type { FoundFleet } from './found.ts';
import { type GroupFacts, groupFacts } from './group-facts.ts';
import type { Member } from './instances.ts';
import { lacksOf } from './lack.ts';
import { needOf } from './need.ts';
import { outlookByKind, outlookOfGroup } from './outlook.ts';
import type { Placeless } from './placeless.ts';
import type { FleetProvider } from './value.ts';
import { tooLarge, type Wholes } from './whole.ts';

/** What asks a provider for more instances, and what it has. */
interface Demand {
  readonly placeless: readonly Placeless[];
  readonly members: readonly Member[];
}

/** A capacity provider with its group, how much of it is reserved, and what becomes of it. */
export function judgeProvider(
  found: FoundFleet,
  name: string,
  wholes: Wholes,
  demand: Demand,
): FleetProvider {
  const provider = found.providers.find((one) => one.name === name);
  const base = { name, kind: kindOf(name, provider), status: statusOf(name, provider) };
  const outlook = outlookByKind(name, provider);
  if (outlook) return { ...base, outlook };
  const facts = provider && factsOf(found, provider, wholes, demand);
  if (!facts) return { ...base, outlook: { code: 'broken', text: 'has lost its Auto Scaling group' } };
  const isManaged = provider.autoScalingGroupProvider?.managedScaling?.status === 'ENABLED';
  const { group, reservation, target } = facts;
  return {
    ...base,
    group,
    ...(isManaged && { target, ...(reservation && { reservation }) }),
    outlook: outlookOfGroup(facts, isManaged),
  };
}

/** Whether an instance belongs to the capacity provider. */
export function isOf(provider: string): (instance: ContainerInstance) => boolean {
  return ({ capacityProviderName }) => capacityProviderName === provider;
}

/** Undefined where the group is gone. */
function factsOf(
  found: FoundFleet,
  provider: CapacityProvider,
  wholes: Wholes,
  { placeless, members }: Demand,
): GroupFacts | undefined {
  const { name = '' } = provider;
  const group = found.groups.get(groupOf(provider) ?? '');
  if (!group) return undefined;
  const rooms = members.filter(({ instance }) => instance.provider === name && instance.state === 'active');
  const isWanted = placeless.some(
    (one) => one.providers.includes(name) && isLacking(found, one, wholes, rooms),
  );
  const { cluster, at } = found;
  const points = found.reservations.get(name) ?? [];
  return groupFacts(group, provider, found.instances.filter(isOf(name)), points, { cluster, at, isWanted });
}

/** Whether the task finds no room on these instances, and a further one could hold it. */
function isLacking(
  found: FoundFleet,
  { taskDefinition, task }: Placeless,
  wholes: Wholes,
  members: readonly Member[],
): boolean {
  const definition = found.definitions.get(taskDefinition);
  if (!definition) return false;
  const need = needOf(definition, task);
  const fits = members.some(({ room }) => lacksOf(need, room).length === 0);
  return !fits && tooLarge(need, wholes, '') === undefined;
}

function kindOf(name: string, provider: CapacityProvider | undefined): FleetProvider['kind'] {
  if (name === 'FARGATE') return 'Fargate';
  if (name === 'FARGATE_SPOT') return 'Fargate Spot';
  if (!provider) return 'unknown';
  return groupOf(provider) === undefined ? 'managed instances' : 'Auto Scaling group';
}

function statusOf(name: string, provider: CapacityProvider | undefined): string {
  return provider?.status ?? (name.startsWith('FARGATE') ? 'ACTIVE' : 'UNKNOWN');
}
