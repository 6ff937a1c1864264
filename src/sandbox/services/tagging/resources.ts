import type {
  GetResourcesCommandInput,
  GetResourcesCommandOutput,
  ResourceTagMapping,
  TagFilter,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { Answer, Call } from '../../service.ts';
import type { Rules } from '../../world/rules.ts';
import { invalidParameter } from './invalid-parameter.ts';
import { type Position, positionOf, tokenOf } from './pagination-token.ts';
import { isOfType } from './resource-type.ts';
import { listOf, type TaggedResource } from './sources/source.ts';
import { taggedResources } from './sources.ts';

const MOST_A_PAGE = 100;

/**
 * The tagged resources that satisfy every filter, a page of them. A page may hold fewer than it could, even none, while
 * there are more: only an empty PaginationToken is the end.
 */
export function GetResources(
  input: GetResourcesCommandInput,
  { region, now }: Call,
): Answer<GetResourcesCommandOutput> {
  check(input);
  const all = taggedResources(region, now);
  if (input.ResourceARNList?.length) {
    const named = all.filter(({ arn }) => input.ResourceARNList?.includes(arn));
    return { PaginationToken: '', ResourceTagMappingList: named.map(mapping) };
  }
  const { PaginationToken, ...request } = input;
  const position = positionOf(PaginationToken, request, now);
  const left = all.filter((resource) => resource.arn > position.after && isWanted(resource, input));
  const given = left.slice(0, room(input, left, position, region.rules));
  const end = { after: given.at(-1)?.arn ?? position.after, pages: position.pages + 1 };
  return {
    PaginationToken: given.length < left.length ? tokenOf(end, request, now) : '',
    ResourceTagMappingList: given.map(mapping),
  };
}

/** How many of the resources left the page at that position holds. */
function room(
  { ResourcesPerPage, TagsPerPage }: GetResourcesCommandInput,
  left: readonly TaggedResource[],
  { pages }: Position,
  { taggingPageFill }: Rules,
): number {
  const fill = taggingPageFill[pages % taggingPageFill.length] ?? 1;
  const most = Math.ceil((ResourcesPerPage ?? MOST_A_PAGE) * fill);
  if (TagsPerPage === undefined) return most;
  let tags = 0;
  const fitting = left.findIndex((resource) => {
    tags += Math.max(1, Object.keys(resource.tags).length);
    return tags > TagsPerPage;
  });
  return fitting < 0 ? most : Math.min(most, fitting);
}

function isWanted({ arn, tags }: TaggedResource, input: GetResourcesCommandInput): boolean {
  const types = input.ResourceTypeFilters ?? [];
  if (types.length > 0 && !types.some((type) => isOfType(arn, type))) return false;
  return (input.TagFilters ?? []).every(({ Key = '', Values = [] }) => {
    const value = tags[Key];
    return value !== undefined && (Values.length === 0 || Values.includes(value));
  });
}

function mapping({ arn, tags }: TaggedResource): ResourceTagMapping {
  return { ResourceARN: arn, Tags: listOf(tags) };
}

function check(input: GetResourcesCommandInput): void {
  const { ResourceARNList: named = [], ResourceTypeFilters: types = [], TagFilters: filters = [] } = input;
  if (named.length > 100) throw invalidParameter('ResourceARNList can hold 100 ARNs at most.');
  if (types.length > 100) throw invalidParameter('ResourceTypeFilters can hold 100 types at most.');
  checkFilters(filters);
  checkRange('ResourcesPerPage', input.ResourcesPerPage, 1, MOST_A_PAGE);
  checkRange('TagsPerPage', input.TagsPerPage, 100, 500);
  const { ResourcesPerPage: pages, TagsPerPage: tags, PaginationToken: token } = input;
  const others = types.length + filters.length > 0 || token || pages !== undefined || tags !== undefined;
  if (named.length > 0 && others) {
    throw invalidParameter('ResourceARNList cannot be given together with filters or with pagination.');
  }
  if (input.ExcludeCompliantResources && !input.IncludeComplianceDetails) {
    throw invalidParameter('ExcludeCompliantResources needs IncludeComplianceDetails.');
  }
}

function checkFilters(filters: readonly TagFilter[]): void {
  if (filters.length > 50) throw invalidParameter('TagFilters can hold 50 filters at most.');
  for (const { Key, Values = [] } of filters) {
    if (!Key) throw invalidParameter('Each of TagFilters must contain a Key.');
    if (Values.length > 20) throw invalidParameter(`The filter of ${Key} can hold 20 values at most.`);
  }
}

function checkRange(name: string, value: number | undefined, least: number, most: number): void {
  if (value !== undefined && (value < least || value > most)) {
    throw invalidParameter(`${name} must be ${least} to ${most}.`);
  }
}
