import type {
  GetTagKeysCommandInput,
  GetTagKeysCommandOutput,
  GetTagValuesCommandInput,
  GetTagValuesCommandOutput,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { Answer, Call } from '../../service.ts';
import { positionOf, tokenOf } from './pagination-token.ts';
import { taggedResources } from './sources.ts';

const A_PAGE = 100;

/** The tag keys that are in use in the region, each once. */
export function GetTagKeys(
  { PaginationToken }: GetTagKeysCommandInput,
  { region, now }: Call,
): Answer<GetTagKeysCommandOutput> {
  const keys = taggedResources(region, now).flatMap(({ tags }) => Object.keys(tags));
  const { items, token } = pageOf(keys, PaginationToken, { of: 'keys' }, now);
  return { PaginationToken: token, TagKeys: items };
}

/** The values that a tag key has in the region, each once. */
export function GetTagValues(
  { Key = '', PaginationToken }: GetTagValuesCommandInput,
  { region, now }: Call,
): Answer<GetTagValuesCommandOutput> {
  const values = taggedResources(region, now).flatMap(({ tags }) => tags[Key] ?? []);
  const { items, token } = pageOf(values, PaginationToken, { Key }, now);
  return { PaginationToken: token, TagValues: items };
}

function pageOf(texts: readonly string[], token: string | undefined, request: object, now: Date) {
  const { after, pages } = positionOf(token, request, now);
  // The empty text is a value like any other, yet nothing comes before it.
  const left = [...new Set(texts)].sort().filter((text) => pages === 0 || text > after);
  const items = left.slice(0, A_PAGE);
  const end = { after: items.at(-1) ?? after, pages: pages + 1 };
  return { items, token: items.length < left.length ? tokenOf(end, request, now) : '' };
}
