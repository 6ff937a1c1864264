import type { ResourceType, Tag, TagSpecification } from '@aws-sdk/client-ec2';
import type { Tags } from '../../thing.ts';
import { ownTags } from '../tag-lists.ts';

/** Tags as EC2's and Auto Scaling's own calls list them. */
export function tagsIn(list: readonly Tag[] = []): Tags {
  return Object.fromEntries(list.map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** What people call a resource that AWS names by its id alone: its Name tag, and else the id. */
export function nameOr(id: string, tags: Tags): string {
  return tags.Name || id;
}

/** The tags for making a resource again, without those that only AWS may write. */
export function tagSpecifications(
  type: ResourceType,
  tags: Tags,
): { readonly TagSpecifications?: readonly TagSpecification[] } {
  const own = Object.entries(ownTags(tags));
  if (own.length === 0) return {};
  return {
    TagSpecifications: [{ ResourceType: type, Tags: own.map(([Key, Value]) => ({ Key, Value })) }],
  };
}
