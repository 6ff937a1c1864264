import type { TagSource } from './source.ts';

/** The region's own store, in which most services keep their tags. */
export const storedTags: TagSource = {
  *resources({ tags }) {
    for (const { arn, tags: kept, wasTagged, deletedAt } of tags.entries()) {
      if (wasTagged && !deletedAt) yield { arn, tags: kept };
    }
  },
  keeps: ({ tags }, arn) => tags.has(arn),
  read: ({ tags }, arn) => tags.get(arn),
  write: ({ tags }, arn, wanted) => tags.set(arn, wanted),
};
