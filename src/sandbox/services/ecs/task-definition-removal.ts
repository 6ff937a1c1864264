import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { servicesOf, tasksIn } from './lookup.ts';
import { buryTags } from './tags.ts';

/**
 * Removes for good the task definitions whose deletion was asked for some time ago, once no task, deployment or task
 * set uses them.
 */
export function removeTaskDefinitions(region: Region, tick: Tick): void {
  const { taskDefinitions } = region.ecs;
  if (taskDefinitions.beingDeleted.size === 0) return;
  const since = tick.at - region.rules.taskDefinitionDeletionSeconds * 1000;
  const used = usedTaskDefinitions(region);
  for (const definition of taskDefinitions.beingDeleted) {
    const { taskDefinitionArn: arn = '', deleteRequestedAt } = definition;
    if ((deleteRequestedAt?.getTime() ?? 0) > since || used.has(arn)) continue;
    taskDefinitions.remove(definition);
    buryTags(region, arn, new Date(tick.at));
  }
}

function usedTaskDefinitions(region: Region): Set<string> {
  const used = new Set<string>();
  for (const cluster of region.ecs.clusters.values()) {
    for (const task of tasksIn(cluster)) if (task.status !== 'STOPPED') used.add(task.taskDefinition);
  }
  for (const { rollouts, taskSets } of servicesOf(region)) {
    for (const { taskDefinition } of rollouts) used.add(taskDefinition);
    for (const { about } of taskSets) used.add(about.taskDefinition ?? '');
  }
  return used;
}
