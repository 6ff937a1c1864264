import { paginateListSchedules, SchedulerClient } from '@aws-sdk/client-scheduler';
import { ifThere } from '../../aws/ask.ts';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { collect } from '../../aws/pages.ts';
import { readScheduleIn } from '../found/find-trigger.ts';
import { scheduleGroup } from '../schedule/found-schedule.ts';

/** IAM actions of {@link readSenders}. */
export const senderReads = ['scheduler:ListSchedules', 'scheduler:GetSchedule'] as const;

/** The schedules of ecsctl's that use the queue. They send in their roles, so that its policy says nothing of them. */
export async function readSenders(aws: Aws, queueArn: string): Promise<string[]> {
  const client = aws.client(SchedulerClient);
  const listed = await ifThere('ResourceNotFoundException', () =>
    collect(
      paginateListSchedules({ client, pageSize: 100 }, { GroupName: scheduleGroup }),
      ({ Schedules }) => Schedules,
    ),
  );
  const found = await eachAtOnce(listed ?? [], ({ Name = '' }) => readScheduleIn(aws, Name, scheduleGroup));
  return found.flatMap((one) =>
    one?.Target?.DeadLetterConfig?.Arn === queueArn && one.Name !== undefined ? [one.Name] : [],
  );
}
