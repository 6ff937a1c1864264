import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { recordBounds, recordRefusedBounds } from './activities.ts';
import { enforceBounds } from './capacity.ts';
import { timetable } from './schedule-expression.ts';
import type { Schedule, Target } from './state.ts';

/** Fires the scheduled actions whose time has come since the tick before. */
export function fireScheduledActions(region: Region, tick: Tick): void {
  for (const target of region.applicationAutoScaling.targets.values()) {
    for (const schedule of target.schedules.values()) {
      if (schedule.next === undefined || schedule.next > tick.at) continue;
      const due = schedule.next;
      schedule.next = nextFiring(schedule, tick.at);
      // What is missed while suspended is not made up for later.
      if (!target.about.SuspendedState.ScheduledScalingSuspended)
        fire(region, target, schedule, new Date(due));
    }
  }
}

/** When the action fires next after that instant, in milliseconds, within its StartTime and EndTime. */
export function nextFiring({ about }: Schedule, after: number): number | undefined {
  const { Schedule: expression, Timezone, StartTime, EndTime, CreationTime } = about;
  const from = StartTime?.getTime();
  const times = timetable(expression, Timezone, from ?? CreationTime.getTime());
  // An action may fire at its very StartTime.
  const next = times.next(from === undefined ? after : Math.max(after, from - 1));
  return next === undefined || (EndTime && next > EndTime.getTime()) ? undefined : next;
}

/** Sets the target's bounds for good: no EndTime brings the ones before back. */
function fire(region: Region, target: Target, { about }: Schedule, at: Date): void {
  const { MinCapacity: min, MaxCapacity: max } = about.ScalableTargetAction ?? {};
  const cause = `scheduled action name ${about.ScheduledActionName} was triggered`;
  const wanted = { min: min ?? target.about.MinCapacity, max: max ?? target.about.MaxCapacity };
  if (wanted.min > wanted.max) {
    recordRefusedBounds(region, target, at, `Setting ${inWords(min, max)}`, cause);
    return;
  }
  target.about.MinCapacity = wanted.min;
  target.about.MaxCapacity = wanted.max;
  recordBounds(region, target, at, `Setting ${inWords(min, max)}`, cause);
  enforceBounds(region, target, at);
}

function inWords(min: number | undefined, max: number | undefined): string {
  const parts = [
    min === undefined ? '' : `min capacity to ${min}`,
    max === undefined ? '' : `max capacity to ${max}`,
  ];
  return parts.filter(Boolean).join(' and ');
}
