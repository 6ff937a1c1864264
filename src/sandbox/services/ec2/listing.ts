import type { Filter } from '@aws-sdk/client-ec2';
import { AwsError } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { type Page, page, pageSize } from '../paging.ts';
import { type FilterTable, filtering } from './filters.ts';
import { invalidValue, type Kind, missing } from './kinds.ts';

/** How a kind of resource is listed. */
export interface Listing<Item> {
  readonly kind: Kind;
  readonly idOf: (item: Item) => string;
  readonly filters: FilterTable<Item>;
}

interface Paging {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

interface Asked extends Paging {
  readonly ids?: readonly string[] | undefined;
  readonly Filters?: readonly Filter[] | undefined;
}

/**
 * A page of the items that are asked for: of the ids named, each of which has to be there, those that pass the filters.
 * Throws the kind's own error for an id that is not there, InvalidParameterValue, InvalidParameterCombination.
 */
export function list<Item>(
  region: Region,
  items: Iterable<Item>,
  { kind, idOf, filters }: Listing<Item>,
  { ids = [], Filters = [], ...paging }: Asked,
): Page<Item> {
  if (ids.length > 0 && paging.MaxResults !== undefined) {
    const message = `The parameter ${kind.type} ids cannot be used with the parameter maxResults`;
    throw new AwsError('InvalidParameterCombination', message);
  }
  const passes = filtering(region, Filters, filters, idOf);
  const named = ids.length > 0 ? those(items, ids, kind, idOf) : [...items];
  return paged(named.filter(passes), paging);
}

/** A page of so many items as are asked for, of all where nothing is: EC2 takes page sizes of 5 to 1000. */
export function paged<Item>(items: readonly Item[], { MaxResults, NextToken }: Paging): Page<Item> {
  const outOfRange = invalidValue(
    `Value ( ${MaxResults} ) for parameter maxResults is invalid. Expecting a value of 5 to 1000.`,
  );
  if (MaxResults !== undefined && MaxResults < 5) throw outOfRange;
  const size = pageSize(MaxResults, { otherwise: Math.max(1, items.length), most: 1000 }, outOfRange);
  const invalidToken = new AwsError('InvalidPaginationToken', 'The specified pagination token is not valid.');
  return page(items, NextToken, size, invalidToken);
}

function those<Item>(
  items: Iterable<Item>,
  ids: readonly string[],
  kind: Kind,
  idOf: (item: Item) => string,
): Item[] {
  const wanted = new Set(ids);
  const found = [...items].filter((item) => wanted.delete(idOf(item)));
  const [lost] = wanted;
  if (lost !== undefined) throw missing(kind, lost);
  return found;
}
