import type { CapacityProviderStrategyItem, LaunchType } from '@aws-sdk/client-ecs';
import type { Region } from '../../world/region.ts';
import { lastPart } from './lookup.ts';
import type { Task } from './state.ts';

/**
 * The capacity provider of the next task, by the tasks that there are already: bases are filled first, then whoever is
 * furthest behind its weight comes next. Undefined where the strategy is empty.
 */
export function nextProvider(
  strategy: readonly CapacityProviderStrategyItem[],
  tasks: readonly Pick<Task, 'capacityProvider'>[],
): string | undefined {
  const countOf = ({ capacityProvider: name }: CapacityProviderStrategyItem) =>
    tasks.filter((task) => task.capacityProvider === name).length;
  const based = strategy.find((item) => countOf(item) < (item.base ?? 0));
  if (based) return based.capacityProvider;
  const weighed = strategy.filter(({ weight = 0 }) => weight > 0);
  const behind = (item: CapacityProviderStrategyItem) =>
    (countOf(item) - (item.base ?? 0)) / (item.weight ?? 1);
  const [first] = weighed.toSorted((a, b) => behind(a) - behind(b));
  return (first ?? strategy[0])?.capacityProvider;
}

/** The launch type of tasks that a capacity provider brings. */
export function launchTypeOf(region: Region, capacityProvider: string): LaunchType {
  if (capacityProvider.startsWith('FARGATE')) return 'FARGATE';
  const type = region.ecs.capacityProviders.get(lastPart(capacityProvider))?.about.type;
  return type === 'MANAGED_INSTANCES' ? type : 'EC2';
}

/** Whether tasks for which there is no room wait for it, because ECS brings instances for the provider. */
export function bringsInstances(region: Region, capacityProvider: string | undefined): boolean {
  const about = region.ecs.capacityProviders.get(lastPart(capacityProvider ?? ''))?.about;
  if (about?.type === 'MANAGED_INSTANCES') return true;
  return about?.autoScalingGroupProvider?.managedScaling?.status === 'ENABLED';
}
