import { AwsError } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { type Page, page, pageSize } from '../paging.ts';
import type { Group } from './state.ts';

export function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

/** The group of that name, also while it is being deleted. Throws ValidationError. */
export function findGroup({ autoScaling }: Region, name = ''): Group {
  const group = autoScaling.groups.get(name);
  if (group) return group;
  throw invalid(`AutoScalingGroup name not found - AutoScalingGroup '${name}' not found`);
}

/** The group of that name that can still be changed. Throws ValidationError. */
export function findLastingGroup(region: Region, name?: string): Group {
  const group = findGroup(region, name);
  if (!group.isDeleting) return group;
  throw invalid('The AutoScaling group may not be modified while it is pending delete');
}

/** A page of a listing with so many records at most. Throws ValidationError, or InvalidNextToken. */
export function listed<Item>(
  items: readonly Item[],
  { MaxRecords, NextToken }: { MaxRecords?: number | undefined; NextToken?: string | undefined },
  { otherwise, most }: { otherwise: number; most: number },
): Page<Item> {
  const size = pageSize(MaxRecords, { otherwise, most }, invalid(`MaxRecords must be 1 to ${most}.`));
  return page(items, NextToken, size, new AwsError('InvalidNextToken', 'The token is not valid.'));
}
