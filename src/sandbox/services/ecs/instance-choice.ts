import type { ContainerInstance, PlacementStrategy, TaskDefinition } from '@aws-sdk/client-ecs';
import type { Region } from '../../world/region.ts';
import { freeOf, tasksOn, whyNoPlace } from './instance-resources.ts';
import type { Cluster, Service, Task } from './state.ts';

/** A task that looks for an instance. */
export interface Seeker {
  readonly definition: TaskDefinition;
  /** `service:web`: its like are spread. */
  readonly group: string;
  /** Only instances of this capacity provider will do; undefined where any of the cluster's will. */
  readonly capacityProvider: string | undefined;
  readonly settings?: Pick<Service['settings'], 'placementStrategy' | 'placementConstraints'> | undefined;
}

/** The instance for a task, or what the last one that was looked at lacks; neither where there are none to look at. */
export interface Choice {
  readonly instance?: ContainerInstance;
  readonly closest?: { readonly instance: ContainerInstance; readonly reason: string };
}

/** How ECS spreads tasks where nobody says it. */
const USUAL: readonly PlacementStrategy[] = [{ type: 'spread', field: 'attribute:ecs.availability-zone' }];

/** Looks for an instance with room, in the order that the placement strategy prefers. */
export function chooseInstance(region: Region, cluster: Cluster, seeker: Seeker): Choice {
  const { capacityProvider: wanted, settings } = seeker;
  const candidates = [...cluster.containerInstances.values()].filter(
    ({ capacityProviderName }) => wanted === undefined || capacityProviderName === wanted,
  );
  let closest: Choice['closest'];
  const fitting = candidates.filter((instance) => {
    const reason = whyNot(region, cluster, instance, seeker);
    if (reason) closest = { instance, reason };
    return reason === undefined;
  });
  const given = settings?.placementStrategy ?? [];
  const [instance] = preferred(region, cluster, fitting, seeker, given.length > 0 ? given : USUAL);
  return instance ? { instance } : closest ? { closest } : {};
}

/** The instance's zone, where it has said it. */
export function zoneOf({ attributes = [] }: ContainerInstance): string | undefined {
  return attributes.find(({ name }) => name === 'ecs.availability-zone')?.value;
}

function whyNot(
  region: Region,
  cluster: Cluster,
  instance: ContainerInstance,
  { definition, group, settings }: Seeker,
): string | undefined {
  const isAlone = settings?.placementConstraints?.some(({ type }) => type === 'distinctInstance');
  if (isAlone && like(cluster, instance, group).length > 0) return 'distinctInstance placement constraint';
  return whyNoPlace(region, cluster, instance, definition);
}

/** By the first strategy, and where that sees no difference by the next. */
function preferred(
  region: Region,
  cluster: Cluster,
  instances: readonly ContainerInstance[],
  { group }: Seeker,
  strategies: readonly PlacementStrategy[],
): ContainerInstance[] {
  const ranks = strategies.map(({ type, field = '' }) => {
    if (type === 'binpack') {
      const resource = field.toLowerCase() === 'cpu' ? 'CPU' : 'MEMORY';
      return (instance: ContainerInstance) => freeOf(region, cluster, instance, resource);
    }
    if (type !== 'spread') return () => 0;
    const key = spreadKey(field);
    return (instance: ContainerInstance) =>
      instances
        .filter((one) => key(one) === key(instance))
        .reduce((sum, one) => sum + like(cluster, one, group).length, 0);
  });
  const rows = instances.map((instance) => ({ instance, ranks: ranks.map((rank) => rank(instance)) }));
  return rows.sort((a, b) => difference(a.ranks, b.ranks)).map(({ instance }) => instance);
}

function difference(a: readonly number[], b: readonly number[]): number {
  return a.map((rank, index) => rank - (b[index] ?? 0)).find((one) => one !== 0) ?? 0;
}

function spreadKey(field: string): (instance: ContainerInstance) => string | undefined {
  if (!field.startsWith('attribute:')) return ({ containerInstanceArn }) => containerInstanceArn;
  const wanted = field.slice('attribute:'.length);
  return ({ attributes = [] }) => attributes.find(({ name }) => name === wanted)?.value;
}

function like(cluster: Cluster, instance: ContainerInstance, group: string): Task[] {
  return tasksOn(cluster, instance).filter((task) => task.group === group);
}
