import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { chooseInstance, zoneOf } from './instance-choice.ts';
import { taskDefinitionOf, tasksIn } from './lookup.ts';
import { type Cluster, isWaiting, type Task } from './state.ts';
import { settleOn } from './task-life.ts';

/** Puts tasks that wait on instances that have room for them by now, those that wait longest first. */
export function placeWaitingTasks(region: Region, tick: Tick): void {
  for (const cluster of region.ecs.clusters.values()) {
    if (cluster.containerInstances.size === 0) continue;
    for (const task of waitingTasks(cluster)) settle(region, cluster, task, tick.at);
  }
}

/** The cluster's tasks that wait for an instance, those that wait longest first. */
export function waitingTasks(cluster: Cluster): Task[] {
  return [...tasksIn(cluster)].filter(isWaiting).sort((a, b) => a.createdAt - b.createdAt);
}

function settle(region: Region, cluster: Cluster, task: Task, at: number): void {
  const definition = taskDefinitionOf(region, task.taskDefinition);
  if (!definition) return;
  const { group, capacityProvider } = task;
  const settings = cluster.services.get(group.replace('service:', ''))?.settings;
  const { instance } = chooseInstance(region, cluster, { definition, group, capacityProvider, settings });
  if (!instance?.containerInstanceArn) return;
  const { containerInstanceArn } = instance;
  settleOn(region, task, { containerInstanceArn, zone: zoneOf(instance), at });
}
