import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { countUnplaced } from './circuit-breaker.ts';
import { isOnLeavingInstance } from './draining.ts';
import { taskDefinitionOf } from './lookup.ts';
import { place } from './placement.ts';
import { listed, note } from './service-events.ts';
import { isLive, type Rollout, type Service, type Task, type TaskOrigin } from './state.ts';
import { newTask } from './task-life.ts';
import { noteUnplaced } from './unplaced.ts';

/** Tasks that the scheduler places a second. */
const STARTS_PER_SECOND = 1;

/**
 * Starts tasks that the primary rollout lacks, as far as they find a place and `maximumPercent` lets them. One that has
 * failed starts none, and one of which tasks fail starts them ever more seldom.
 */
export function startMissing(region: Region, service: Service, primary: Rollout, tick: Tick): void {
  if (primary.state === 'FAILED' || tick.at < primary.startsAgainAt) return;
  const count = missing(service, primary, tick);
  const started: Task[] = [];
  while (started.length < count) {
    const origin = placed(region, service, primary, tick.at);
    if (!origin) {
      countUnplaced(primary, tick.at);
      break;
    }
    const task = newTask(region, service.cluster, origin, { at: tick.at, index: service.tasks.length });
    primary.imageDigests = { ...task.imageDigests, ...primary.imageDigests };
    service.tasks.push(task);
    started.push(task);
  }
  if (started.length === 0) return;
  service.steadySince = undefined;
  note(region, service, new Date(tick.at), `has started ${started.length} tasks: ${listed(started)}.`);
}

function missing(service: Service, primary: Rollout, tick: Tick): number {
  const { cluster, desiredCount, tasks, settings } = service;
  const live = tasks.filter(isLive);
  const lasting = live.filter((task) => task.rollout === primary && !isOnLeavingInstance(cluster, task));
  const most = settings.deploymentConfiguration?.maximumPercent ?? 200;
  const room = Math.max(Math.floor((desiredCount * most) / 100), desiredCount) - live.length;
  return Math.min(desiredCount - lasting.length, room, Math.ceil(STARTS_PER_SECOND * tick.seconds));
}

/** What the next task is started as; undefined where no instance has room for it, which an event then says. */
function placed(region: Region, service: Service, rollout: Rollout, at: number): TaskOrigin | undefined {
  const { name, cluster, settings } = service;
  const group = `service:${name}`;
  const definition = taskDefinitionOf(region, rollout.taskDefinition);
  if (!definition) return undefined;
  const siblings = service.tasks.filter((task) => isLive(task) && task.rollout === rollout);
  const capacity = { launchType: rollout.launchType, strategy: rollout.capacityProviderStrategy ?? [] };
  const found = place(region, cluster, capacity, { definition, group, settings, siblings });
  if ('failure' in found) {
    noteUnplaced(region, service, found.failure, at);
    return undefined;
  }
  return {
    ...found,
    group,
    startedBy: rollout.id,
    taskDefinition: rollout.taskDefinition,
    networkConfiguration: settings.networkConfiguration,
    platformVersion: settings.platformVersion,
    enableExecuteCommand: settings.enableExecuteCommand,
    rollout,
  };
}
