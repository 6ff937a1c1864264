import {
  paginateGetResources,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { Aws } from '../../aws/aws.ts';
import type { Tags } from '../thing.ts';

/** The tags that CloudFormation puts on what it makes. Nobody else can write them. */
export const stackTag = {
  id: 'aws:cloudformation:stack-id',
  name: 'aws:cloudformation:stack-name',
  logicalId: 'aws:cloudformation:logical-id',
} as const;

/** ARN → tags of all that a stack has made in the region, and of much that is gone already. */
export type TagIndex = ReadonlyMap<string, Tags>;

/** A page's token is good for fifteen minutes, which a throttled account can outlast: then the list begins again. */
const mostBeginnings = 5;

/**
 * Asks the tagging API for everything that carries a stack's id. It gives deleted resources for hours, and pages that
 * are short or empty before the last: only an empty token ends the list.
 * https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
 */
export async function readTagIndex(aws: Aws): Promise<TagIndex> {
  for (let beginning = 1; ; beginning += 1) {
    try {
      return await listTagged(aws);
    } catch (error) {
      const isTooOld = error instanceof Error && error.name === 'PaginationTokenExpiredException';
      if (!isTooOld || beginning === mostBeginnings) throw error;
    }
  }
}

async function listTagged(aws: Aws): Promise<TagIndex> {
  const client = aws.client(ResourceGroupsTaggingAPIClient);
  const index = new Map<string, Tags>();
  const pages = paginateGetResources(
    { client, pageSize: 100 },
    { TagFilters: [{ Key: stackTag.id }], ResourcesPerPage: 100 },
  );
  for await (const { ResourceTagMappingList = [] } of pages) {
    for (const { ResourceARN = '', Tags = [] } of ResourceTagMappingList) {
      index.set(ResourceARN, Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])));
    }
  }
  return index;
}
