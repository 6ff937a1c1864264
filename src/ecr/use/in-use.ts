import type { StoredImage } from '../repository/stored-image.ts';
import type { ImageUse } from './image-use.ts';
import { spreadToIndexes } from './spread.ts';

/**
 * The images of a repository that something needs: those that are named by digest or by tag, and the indexes that name one
 * of those, since it is by them that it is pulled.
 * @returns by digest, why, as a clause.
 */
export function inUse(
  uses: readonly ImageUse[],
  repository: string,
  images: readonly StoredImage[],
): ReadonlyMap<string, string> {
  const digests = new Map(images.flatMap(({ tags, digest }) => tags.map((tag) => [tag, digest] as const)));
  const there = new Set(images.map(({ digest }) => digest));
  const reasons = new Map<string, string>();
  for (const { repository: other, tag = '', digest = digests.get(tag), why } of uses) {
    if (other !== repository || digest === undefined || reasons.has(digest)) continue;
    if (there.has(digest)) reasons.set(digest, why);
  }
  return spreadToIndexes(reasons, images, 'which is in use');
}
