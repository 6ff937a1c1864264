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
  const reasons = new Map<string, string>();
  for (const [digest, [first]] of usesByDigest(uses, repository, images)) {
    if (first) reasons.set(digest, first.why);
  }
  return spreadToIndexes(reasons, images, 'which is in use');
}

/** The uses of each image of a repository that is named by digest or by tag; of what is not there, none. */
export function usesByDigest(
  uses: readonly ImageUse[],
  repository: string,
  images: readonly Pick<StoredImage, 'digest' | 'tags'>[],
): ReadonlyMap<string, readonly ImageUse[]> {
  const digests = new Map(images.flatMap(({ tags, digest }) => tags.map((tag) => [tag, digest] as const)));
  const there = new Set(images.map(({ digest }) => digest));
  const found = new Map<string, ImageUse[]>();
  for (const use of uses) {
    const { tag = '', digest = digests.get(tag) } = use;
    if (use.repository !== repository || digest === undefined || !there.has(digest)) continue;
    const known = found.get(digest);
    if (known) known.push(use);
    else found.set(digest, [use]);
  }
  return found;
}
