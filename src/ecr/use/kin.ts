import type { StoredImage } from '../repository/stored-image.ts';

/** The digest of an image → the indexes of the repository that name it. */
export function indexesOf(images: readonly StoredImage[]): ReadonlyMap<string, readonly StoredImage[]> {
  const indexes = new Map<string, StoredImage[]>();
  for (const image of images) {
    for (const child of image.children) {
      const known = indexes.get(child);
      if (known) known.push(image);
      else indexes.set(child, [image]);
    }
  }
  return indexes;
}

/** The digest of an image → what was added to it: signatures, bills of materials. */
export function additionsOf(images: readonly StoredImage[]): ReadonlyMap<string, readonly StoredImage[]> {
  const there = new Set(images.map(({ digest }) => digest));
  const additions = new Map<string, StoredImage[]>();
  for (const image of images) {
    if (image.subject === undefined || !there.has(image.subject)) continue;
    const known = additions.get(image.subject);
    if (known) known.push(image);
    else additions.set(image.subject, [image]);
  }
  return additions;
}
