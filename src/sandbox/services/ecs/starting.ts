import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { countUnplaced } from './circuit-breaker.ts';
import { isOnLeavingInstance } from './draining.ts';
import { listed, note } from './service-events.ts';
import { originOf } from './service-task-origin.ts';
import { isLive, type Rollout, type Service, type Task, type TaskOrigin } from './state.ts';
import { newTask } from './task-life.ts';

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
    const origin = nextOrigin(region, service, primary, tick.at);
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

function nextOrigin(region: Region, service: Service, rollout: Rollout, at: number): TaskOrigin | undefined {
  const { settings } = service;
  const deployed = { ...rollout, has: (task: Task) => task.rollout === rollout };
  const origin = originOf(region, service, deployed, at);
  return (
    origin && {
      ...origin,
      networkConfiguration: settings.networkConfiguration,
      platformVersion: settings.platformVersion,
      enableExecuteCommand: settings.enableExecuteCommand,
      rollout,
    }
  );
}
