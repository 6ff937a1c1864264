import type {
  GetScheduleCommandInput,
  GetScheduleCommandOutput,
  ListSchedulesCommandInput,
  ListSchedulesCommandOutput,
  ScheduleSummary,
} from '@aws-sdk/client-scheduler';
import type { Answer, Call } from '../../service.ts';
import { findGroup, findSchedule, listed } from './lookup.ts';
import type { Schedule } from './state.ts';

export function GetSchedule(
  input: GetScheduleCommandInput,
  { region }: Call,
): Answer<GetScheduleCommandOutput> {
  const schedule = findSchedule(region, input.Name, input.GroupName);
  return {
    ...schedule.settings,
    Arn: schedule.arn,
    Name: schedule.name,
    GroupName: schedule.group.name,
    CreationDate: schedule.createdAt,
    LastModificationDate: schedule.modifiedAt,
  };
}

/** The schedules of one group, or of all. */
export function ListSchedules(
  input: ListSchedulesCommandInput,
  { region }: Call,
): Answer<ListSchedulesCommandOutput> {
  const { GroupName: groupName, NamePrefix: prefix = '', State: state } = input;
  const groups = groupName === undefined ? region.scheduler.groups.values() : [findGroup(region, groupName)];
  const wanted = [...groups]
    .flatMap(({ schedules }) => [...schedules.values()])
    .filter(({ name, settings }) => name.startsWith(prefix) && (!state || settings.State === state));
  const { items, nextToken } = listed(wanted, input);
  return { Schedules: items.map(summarize), NextToken: nextToken };
}

function summarize({ arn, name, group, settings, createdAt, modifiedAt }: Schedule): ScheduleSummary {
  return {
    Arn: arn,
    Name: name,
    GroupName: group.name,
    State: settings.State,
    CreationDate: createdAt,
    LastModificationDate: modifiedAt,
    Target: { Arn: settings.Target?.Arn },
  };
}
