import type {
  CreateScheduleGroupCommandInput,
  CreateScheduleGroupCommandOutput,
  DeleteScheduleGroupCommandInput,
  DeleteScheduleGroupCommandOutput,
  GetScheduleGroupCommandInput,
  GetScheduleGroupCommandOutput,
  ListScheduleGroupsCommandInput,
  ListScheduleGroupsCommandOutput,
  ScheduleGroupSummary,
} from '@aws-sdk/client-scheduler';
import type { Answer, Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { recordOf } from '../tagging/sources/source.ts';
import { checkedName, conflict, findGroup, groupArn, invalid, listed } from './lookup.ts';
import type { ScheduleGroup } from './state.ts';

export function CreateScheduleGroup(
  input: CreateScheduleGroupCommandInput,
  { region, now }: Call,
): Answer<CreateScheduleGroupCommandOutput> {
  const name = checkedName(input.Name);
  if (region.scheduler.groups.has(name)) throw conflict(`Schedule group ${name} already exists.`);
  const group: ScheduleGroup = { name, createdAt: now, schedules: new Map() };
  region.scheduler.groups.set(name, group);
  const ScheduleGroupArn = groupArn(region, group);
  region.tags.set(ScheduleGroupArn, recordOf(input.Tags ?? []));
  return { ScheduleGroupArn };
}

export function GetScheduleGroup(
  { Name }: GetScheduleGroupCommandInput,
  { region }: Call,
): Answer<GetScheduleGroupCommandOutput> {
  return describe(region, findGroup(region, Name));
}

export function ListScheduleGroups(
  input: ListScheduleGroupsCommandInput,
  { region }: Call,
): Answer<ListScheduleGroupsCommandOutput> {
  const wanted = [...region.scheduler.groups.values()].filter(({ name }) =>
    name.startsWith(input.NamePrefix ?? ''),
  );
  const { items, nextToken } = listed(wanted, input);
  return { ScheduleGroups: items.map((group) => describe(region, group)), NextToken: nextToken };
}

/** Deletes the group with all of its schedules; the default group stays. */
export function DeleteScheduleGroup(
  { Name }: DeleteScheduleGroupCommandInput,
  { region, now }: Call,
): Answer<DeleteScheduleGroupCommandOutput> {
  const group = findGroup(region, Name);
  if (group.name === 'default') throw invalid('The default schedule group cannot be deleted.');
  region.scheduler.groups.delete(group.name);
  region.tags.bury(groupArn(region, group), now);
  return {};
}

function describe(region: Region, group: ScheduleGroup): ScheduleGroupSummary {
  return {
    Arn: groupArn(region, group),
    Name: group.name,
    State: 'ACTIVE',
    CreationDate: group.createdAt,
    LastModificationDate: group.createdAt,
  };
}
