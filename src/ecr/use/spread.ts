import { imageName, type StoredImage } from '../repository/stored-image.ts';
import { additionsOf, indexesOf } from './kin.ts';

/**
 * Why images stay, with the indexes that name one of them: ECR deletes no part of an index, and it is by the index that a
 * part is pulled.
 * @param reasons by digest.
 * @param because the end of a clause on the part: `which stays`.
 */
export function spreadToIndexes(
  reasons: ReadonlyMap<string, string>,
  images: readonly StoredImage[],
  because: string,
): Map<string, string> {
  const byDigest = new Map(images.map((image) => [image.digest, image]));
  const indexes = indexesOf(images);
  const all = new Map(reasons);
  const queue = [...reasons.keys()].flatMap((digest) => byDigest.get(digest) ?? []);
  for (let part = queue.shift(); part; part = queue.shift()) {
    for (const index of indexes.get(part.digest) ?? []) {
      if (all.has(index.digest)) continue;
      all.set(index.digest, `it names ${imageName(part)}, ${because}`);
      queue.push(index);
    }
  }
  return all;
}

/**
 * Why images stay, with those that stay because of them: what an index names that stays, and what was added to an image
 * that stays.
 * @param reasons by digest.
 */
export function spread(
  reasons: ReadonlyMap<string, string>,
  images: readonly StoredImage[],
): ReadonlyMap<string, string> {
  const byDigest = new Map(images.map((image) => [image.digest, image]));
  const additions = additionsOf(images);
  const all = new Map(reasons);
  const queue = [...reasons.keys()].flatMap((digest) => byDigest.get(digest) ?? []);
  const add = (image: StoredImage | undefined, why: string) => {
    if (!image || all.has(image.digest)) return;
    all.set(image.digest, why);
    queue.push(image);
  };
  for (let image = queue.shift(); image; image = queue.shift()) {
    for (const digest of image.children) add(byDigest.get(digest), 'it is part of an index that stays');
    for (const one of additions.get(image.digest) ?? []) add(one, 'it belongs to an image that stays');
  }
  return all;
}
