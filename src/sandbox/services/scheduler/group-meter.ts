import { meterOf } from '../../world/meter.ts';
import type { Region } from '../../world/region.ts';
import { samples } from '../cloudwatch/datum.ts';
import type { ScheduleGroup } from './state.ts';

/** What CloudWatch is told of a group of schedules; a metric of which nothing happened has no data. */
export type GroupMetric =
  | 'InvocationAttemptCount'
  | 'TargetErrorCount'
  | 'InvocationDroppedCount'
  | 'InvocationsSentToDeadLetterCount'
  | 'InvocationsFailedToBeSentToDeadLetterCount';

/** Counts one more in the minute of that instant. https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html */
export function count(region: Region, group: ScheduleGroup, metric: GroupMetric, now: Date): void {
  const minute = Math.floor(now.getTime() / 60_000) * 60_000;
  const dimensions = () => [{ Name: 'ScheduleGroup', Value: group.name }];
  meterOf(group, region, 'AWS/Scheduler', dimensions).write(metric, 'Count', samples(minute, 1));
}
