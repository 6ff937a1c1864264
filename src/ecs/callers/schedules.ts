import {
  GetScheduleCommand,
  type GetScheduleCommandOutput,
  paginateListSchedules,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { collect } from '../../aws/pages.ts';

/** IAM actions of `readSchedules`. */
export const scheduleReads = ['scheduler:ListSchedules', 'scheduler:GetSchedule'] as const;

export type Schedule = Omit<GetScheduleCommandOutput, '$metadata'>;

/** Every schedule of the region. The list says of a target but its ARN, so that each schedule is asked for. */
export async function readSchedules(aws: Aws): Promise<Schedule[]> {
  const client = aws.client(SchedulerClient);
  const listed = await collect(
    paginateListSchedules({ client, pageSize: 100 }, {}),
    ({ Schedules }) => Schedules,
  );
  const found = await eachAtOnce(listed, ({ Name, GroupName }) => read(client, { Name, GroupName }));
  return found.flatMap((one) => one ?? []);
}

/** `nightly`, or behind the name of its group where that is not the default one. */
export function scheduleName({
  Name = '',
  GroupName = 'default',
}: Pick<Schedule, 'Name' | 'GroupName'>): string {
  return GroupName === 'default' ? Name : `${GroupName}/${Name}`;
}

/** Undefined where the schedule has deleted itself since it was listed. */
async function read(
  client: SchedulerClient,
  { Name, GroupName }: { Name: string | undefined; GroupName: string | undefined },
): Promise<Schedule | undefined> {
  try {
    const { $metadata: _, ...schedule } = await client.send(new GetScheduleCommand({ Name, GroupName }));
    return schedule;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
