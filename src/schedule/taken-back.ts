import type { GetScheduleCommandOutput } from '@aws-sdk/client-scheduler';
import { readSchedule } from './kept-expression.ts';
import { schedulerFirings } from './scheduler-firings.ts';

type Schedule = Omit<GetScheduleCommandOutput, '$metadata'>;

/**
 * The schedule as Scheduler takes it back, firing when it did: CreateSchedule and UpdateSchedule refuse a StartDate older
 * than five minutes. Once it is past, that of a cron says nothing any more; that of a rate, which counts from it, is
 * as good as any later firing. What runs once heeds neither StartDate nor EndDate.
 * https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
 */
export function takenBack(schedule: Schedule, now: Date): Schedule {
  const { StartDate: start, EndDate: end, ...others } = schedule;
  const isPast = (time: Date | undefined) => time !== undefined && time <= now;
  const expression = readSchedule(schedule.ScheduleExpression);
  const isOnce = expression?.kind === 'at';
  const [next] =
    expression?.kind === 'rate' && start ? schedulerFirings(expression, 'UTC', now, 1, { start, end }) : [];
  const begins = isPast(start) ? next : start;
  return {
    ...others,
    ...(begins && { StartDate: begins }),
    ...(end && !(isOnce && isPast(end)) && { EndDate: end }),
  };
}
