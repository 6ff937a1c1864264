import type { Region } from '../../../world/region.ts';

export type Tags = Readonly<Record<string, string>>;

export interface TaggedResource {
  readonly arn: string;
  readonly tags: Tags;
}

/** One place in which resources' tags are kept. */
export interface TagSource {
  /** The resources that are there and have or had tags. */
  readonly resources: (region: Region) => Iterable<TaggedResource>;
  /** Whether a resource with that ARN is there, tagged or not. */
  readonly keeps: (region: Region, arn: string) => boolean;
  /** The tags of a resource that is there. */
  readonly read: (region: Region, arn: string) => Tags;
  /** Replaces the tags of a resource that is there. */
  readonly write: (region: Region, arn: string, tags: Tags) => void;
}

/** Tags as most services list them, `Key` and `Value`, as a record. */
export function recordOf(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[],
): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** A record of tags as most services list them. */
export function listOf(tags: Tags): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
