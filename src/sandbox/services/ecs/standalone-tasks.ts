import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { advanceTasks, remembered } from './task-life.ts';

/** Moves the tasks that no service looks after, which run until they end or are stopped, and those that outlive one. */
export function advanceStandaloneTasks(region: Region, tick: Tick): void {
  for (const cluster of region.ecs.clusters.values()) {
    if (cluster.tasks.length > 0) {
      advanceTasks(region, cluster.tasks, tick.at);
      cluster.tasks = remembered(region, cluster.tasks, tick.at);
    }
    for (const service of cluster.services.values()) {
      if (service.status !== 'INACTIVE' || service.tasks.length === 0) continue;
      service.tasks = remembered(region, service.tasks, tick.at);
    }
  }
}
