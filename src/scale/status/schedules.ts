import type { ScheduledAction } from '@aws-sdk/client-application-auto-scaling';
import { readSchedule } from '../../schedule/kept-expression.ts';
import { nextFirings } from '../../schedule/next-firings.ts';
import { knowsZone } from '../../schedule/timezone.ts';
import type { ScheduleStatus } from './value.ts';

/** The scheduled actions, the one that runs next first; those that never run again last. */
export function scheduleStatuses(actions: readonly ScheduledAction[], at: Date): ScheduleStatus[] {
  const order = ({ next }: ScheduleStatus) => next?.getTime() ?? Number.POSITIVE_INFINITY;
  return actions.map((action) => scheduleStatus(action, at)).sort((a, b) => order(a) - order(b) || 0);
}

function scheduleStatus(action: ScheduledAction, at: Date): ScheduleStatus {
  const { MinCapacity: min, MaxCapacity: max } = action.ScalableTargetAction ?? {};
  const next = nextOf(action, at);
  return {
    name: action.ScheduledActionName ?? '',
    schedule: action.Schedule ?? '',
    timezone: action.Timezone ?? 'UTC',
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(next && { next }),
  };
}

function nextOf(action: ScheduledAction, at: Date): Date | undefined {
  const expression = readSchedule(action.Schedule);
  if (!expression || !knowsZone(action.Timezone)) return undefined;
  const span = { start: action.StartTime, end: action.EndTime, created: action.CreationTime };
  return nextFirings(expression, action.Timezone, at, 1, span)[0];
}
