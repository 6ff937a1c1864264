import type { Tags } from '../thing.ts';

/** Tags as ECS gives them. */
export function tagsOfList(
  list: readonly { readonly key?: string | undefined; readonly value?: string | undefined }[] = [],
): Tags {
  return Object.fromEntries(list.map(({ key = '', value = '' }) => [key, value]));
}

/** The tags that a caller may set: those that begin with `aws:` are AWS's. */
export function ownTags(tags: Tags): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith('aws:')));
}

/** A member of an input of ECS, nothing where there are no tags. */
export function ecsTags(tags: Tags): { tags?: { key: string; value: string }[] } {
  const list = Object.entries(ownTags(tags)).map(([key, value]) => ({ key, value }));
  return list.length > 0 ? { tags: list } : {};
}

/** The same where AWS begins the names with capitals, as Elastic Load Balancing and Cloud Map do. */
export function capitalTags(tags: Tags): { Tags?: { Key: string; Value: string }[] } {
  const list = Object.entries(ownTags(tags)).map(([Key, Value]) => ({ Key, Value }));
  return list.length > 0 ? { Tags: list } : {};
}
