import { AwsError } from '../../service.ts';
import { type Page, page, pageSize } from '../paging.ts';

const MOST = 400;

/** A page of a list by the markers that Elastic Load Balancing calls its tokens. */
export function paged<Item>(
  items: readonly Item[],
  input: { Marker?: string; PageSize?: number },
): Page<Item> {
  const outOfRange = new AwsError('ValidationError', `PageSize must be 1 to ${MOST}`);
  const size = pageSize(input.PageSize, { otherwise: MOST, most: MOST }, outOfRange);
  return page(items, input.Marker, size, new AwsError('ValidationError', 'Invalid marker'));
}
