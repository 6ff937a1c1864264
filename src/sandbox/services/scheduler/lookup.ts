import { AwsError } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import { type Page, page, pageSize } from '../paging.ts';
import type { Schedule, ScheduleGroup } from './state.ts';

const NAME = /^[0-9a-zA-Z-_.]{1,64}$/;

export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

export function conflict(message: string): AwsError {
  return new AwsError('ConflictException', message, 409);
}

/** The schedule group of that name, `default` where none is named. Throws ResourceNotFoundException. */
export function findGroup({ scheduler }: Region, name = 'default'): ScheduleGroup {
  const group = scheduler.groups.get(name);
  if (group) return group;
  throw new AwsError('ResourceNotFoundException', `Schedule group ${name} does not exist.`, 404);
}

/** The schedule of that name in the group. Throws ResourceNotFoundException. */
export function findSchedule(region: Region, name = '', groupName?: string): Schedule {
  const schedule = findGroup(region, groupName).schedules.get(name);
  if (schedule) return schedule;
  throw new AwsError('ResourceNotFoundException', `Schedule ${name} does not exist.`, 404);
}

export function groupArn(region: Region, { name }: Pick<ScheduleGroup, 'name'>): string {
  return arn(region, 'scheduler', `schedule-group/${name}`);
}

/** The name itself, once it is sure that it is one. Throws ValidationException. */
export function checkedName(name = ''): string {
  if (NAME.test(name)) return name;
  throw invalid(
    `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ${NAME.source}`,
  );
}

/** A page of a listing: MaxResults 1 to 100, 100 where it is not named. Throws ValidationException. */
export function listed<Item>(
  items: readonly Item[],
  { MaxResults, NextToken }: { MaxResults?: number | undefined; NextToken?: string | undefined },
): Page<Item> {
  const size = pageSize(MaxResults, { otherwise: 100, most: 100 }, invalid('MaxResults must be 1 to 100.'));
  return page(items, NextToken, size, invalid('Invalid NextToken.'));
}
