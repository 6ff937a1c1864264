import type {
  CreateScheduleCommandInput,
  CreateScheduleCommandOutput,
  DeleteScheduleCommandInput,
  DeleteScheduleCommandOutput,
  UpdateScheduleCommandInput,
  UpdateScheduleCommandOutput,
} from '@aws-sdk/client-scheduler';
import type { Answer, Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { firingAfter, firstFiring } from './firings.ts';
import { checkedName, conflict, findGroup, findSchedule } from './lookup.ts';
import { checkRole, settingsOf } from './settings.ts';
import type { Schedule } from './state.ts';

/** Makes a schedule; asked for again with the same token, answers as before. */
export function CreateSchedule(
  input: CreateScheduleCommandInput,
  { region, now }: Call,
): Answer<CreateScheduleCommandOutput> {
  const name = checkedName(input.Name);
  const group = findGroup(region, input.GroupName);
  const settings = settingsOf(input, now);
  const known = group.schedules.get(name);
  if (known) {
    if (input.ClientToken && known.clientToken === input.ClientToken) return { ScheduleArn: known.arn };
    throw conflict(`Schedule ${name} already exists.`);
  }
  const scheduleArn = arn(region, 'scheduler', `schedule/${group.name}/${name}`);
  checkRole(region, scheduleArn, settings);
  const schedule: Schedule = {
    name,
    arn: scheduleArn,
    group,
    createdAt: now,
    clientToken: input.ClientToken,
    modifiedAt: now,
    settings,
    since: now.getTime(),
    next: undefined,
  };
  schedule.next = firstFiring(schedule, now);
  group.schedules.set(name, schedule);
  return { ScheduleArn: schedule.arn };
}

/** Replaces the schedule: what the request leaves out goes back to its default. */
export function UpdateSchedule(
  input: UpdateScheduleCommandInput,
  { region, now }: Call,
): Answer<UpdateScheduleCommandOutput> {
  const schedule = findSchedule(region, input.Name, input.GroupName);
  const { ScheduleExpression: before } = schedule.settings;
  const settings = settingsOf(input, now);
  checkRole(region, schedule.arn, settings);
  schedule.settings = settings;
  schedule.modifiedAt = now;
  // The same rate counts on as before.
  const isSame = schedule.settings.ScheduleExpression === before;
  if (!isSame) schedule.since = now.getTime();
  schedule.next = isSame ? firingAfter(schedule, now.getTime()) : firstFiring(schedule, now);
  return { ScheduleArn: schedule.arn };
}

export function DeleteSchedule(
  input: DeleteScheduleCommandInput,
  { region }: Call,
): Answer<DeleteScheduleCommandOutput> {
  const { group, name } = findSchedule(region, input.Name, input.GroupName);
  group.schedules.delete(name);
  return {};
}
