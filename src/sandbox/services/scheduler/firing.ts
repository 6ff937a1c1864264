import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { deliver } from '../events/delivering.ts';
import { firingAfter } from './firings.ts';
import { invocationOf } from './invocation.ts';
import type { Schedule } from './state.ts';

/** Fires the schedules whose time has come since the tick before, each once for every time that it has come. */
export function fireSchedules(region: Region, tick: Tick): void {
  for (const { schedules } of region.scheduler.groups.values()) {
    for (const schedule of schedules.values()) fireDue(region, schedule, tick);
  }
}

/** What comes due while a schedule is disabled is not made up for later. */
function fireDue(region: Region, schedule: Schedule, tick: Tick): void {
  const { settings, group, name } = schedule;
  while (schedule.next && schedule.next.at <= tick.at) {
    const firing = schedule.next;
    schedule.next = firingAfter(schedule, firing.due);
    if (settings.State === 'DISABLED') continue;
    deliver(invocationOf(region, schedule, firing), new Date(firing.at));
    if (!schedule.next && settings.ActionAfterCompletion === 'DELETE') group.schedules.delete(name);
  }
}
