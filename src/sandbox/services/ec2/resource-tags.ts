import type { ResourceType, Tag, TagSpecification } from '@aws-sdk/client-ec2';
import type { Region } from '../../world/region.ts';
import { arnOf, invalidValue, type Kind, kindOf } from './kinds.ts';

/** The tags of a resource that is there. */
export function tagsOf(region: Region, id: string): Tag[] {
  const kind = kindOf(id);
  const tags = kind ? region.tags.get(arnOf(region, kind, id)) : {};
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** The resource with its tags, as EC2 shows it. */
export function withTags<Shape extends object>(
  region: Region,
  id: string,
  shape: Shape,
): Shape & { Tags: Tag[] } {
  return { ...shape, Tags: tagsOf(region, id) };
}

/**
 * Gives a new resource the tags that its request names for its kind. Throws InvalidParameterValue for tags of a kind
 * that the operation does not make.
 */
export function tagOnCreation(
  region: Region,
  kind: Kind,
  id: string,
  specifications: readonly TagSpecification[] | undefined,
): void {
  const tags = tagsFor(kind.type, specifications);
  if (tags.length > 0) region.tags.set(arnOf(region, kind, id), recordOf(tags));
}

function tagsFor(type: ResourceType, specifications: readonly TagSpecification[] = []): Tag[] {
  const other = specifications.find(({ ResourceType: named }) => named !== type);
  if (other) {
    throw invalidValue(`'${other.ResourceType}' is not a valid taggable resource type for this operation.`);
  }
  return specifications.flatMap(({ Tags = [] }) => Tags);
}

/** The resource is gone, and its tags with it, but for the tagging API, which knows only what had tags. */
export function buryTags(region: Region, kind: Kind, id: string, now: Date): void {
  if (tagsOf(region, id).length > 0) region.tags.bury(arnOf(region, kind, id), now);
}

export function recordOf(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
