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

/**
 * Asks the tagging API for everything that carries a stack's id. It gives deleted resources for hours, and pages that
 * are short or empty before the last: only an empty token ends the list.
 */
export async function readTagIndex(aws: Aws): Promise<TagIndex> {
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
