import { GetScheduleCommand, GetScheduleGroupCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { ifThere } from '../../aws/ask.ts';
import type { Aws } from '../../aws/aws.ts';
import type { Schedule } from '../../ecs/callers/schedules.ts';
import { takenBack } from '../../schedule/taken-back.ts';

/** The group of EventBridge Scheduler in which ecsctl keeps its schedules, which have no tags of their own. */
export const scheduleGroup = 'ecsctl';

/** IAM actions of {@link readSchedule}. */
export const scheduleReads = ['scheduler:GetSchedule'] as const;

/** IAM actions of {@link hasScheduleGroup}. */
export const groupReads = ['scheduler:GetScheduleGroup'] as const;

/** The schedule of that name in ecsctl's group, as Scheduler takes it back; undefined where there is none. */
export async function readSchedule(aws: Aws, name: string): Promise<Schedule | undefined> {
  const answer = await ifThere('ResourceNotFoundException', () =>
    aws.client(SchedulerClient).send(new GetScheduleCommand({ Name: name, GroupName: scheduleGroup })),
  );
  if (!answer) return undefined;
  const { $metadata: _, ...schedule } = answer;
  return takenBack(schedule, aws.now());
}

/** Whether ecsctl's group is there. */
export async function hasScheduleGroup(aws: Aws): Promise<boolean> {
  const answer = await ifThere('ResourceNotFoundException', () =>
    aws.client(SchedulerClient).send(new GetScheduleGroupCommand({ Name: scheduleGroup })),
  );
  return answer !== undefined;
}
