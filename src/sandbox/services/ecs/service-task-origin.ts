import type { CapacityProviderStrategyItem, LaunchType } from '@aws-sdk/client-ecs';
import type { Region } from '../../world/region.ts';
import { taskDefinitionOf } from './lookup.ts';
import { place } from './placement.ts';
import { isLive, type Service, type Task, type TaskOrigin } from './state.ts';
import { noteUnplaced } from './unplaced.ts';

/** What a service's tasks are started for: one of its rollouts, or one of its task sets. */
interface Deployed {
  readonly id: string;
  readonly taskDefinition: string;
  readonly launchType: LaunchType | undefined;
  readonly capacityProviderStrategy?: CapacityProviderStrategyItem[] | undefined;
  /** Whether a task of the service is one of its. */
  readonly has: (task: Task) => boolean;
}

/**
 * What the service's next task is started as, but for what its settings say; undefined where no instance has room for
 * it, which an event then says.
 */
export function originOf(
  region: Region,
  service: Service,
  deployed: Deployed,
  at: number,
): Omit<TaskOrigin, 'networkConfiguration'> | undefined {
  const { name, cluster, settings } = service;
  const { id: startedBy, taskDefinition, launchType, capacityProviderStrategy: strategy = [] } = deployed;
  const group = `service:${name}`;
  const definition = taskDefinitionOf(region, taskDefinition);
  if (!definition) return undefined;
  const siblings = service.tasks.filter((task) => isLive(task) && deployed.has(task));
  const found = place(region, cluster, { launchType, strategy }, { definition, group, settings, siblings });
  if ('failure' in found) {
    noteUnplaced(region, service, found.failure, at);
    return undefined;
  }
  return { ...found, group, startedBy, taskDefinition };
}
