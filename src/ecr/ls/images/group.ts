import type { Descriptor } from '../../image/manifest.ts';
import type { StoredImage } from '../../repository/stored-image.ts';
import { additionsOf, indexesOf } from '../../use/kin.ts';

/** An image that stands for itself, with all that is there for its sake. */
export interface ImageGroup {
  readonly image: StoredImage;
  /** What an index names, and what the indexes among that name. */
  readonly parts: readonly Part[];
  readonly attached: readonly StoredImage[];
  /** Digests of the indexes that name it. */
  readonly partOf: readonly string[];
}

export interface Part {
  readonly descriptor: Descriptor;
  /** Absent where the repository does not have it. */
  readonly image?: StoredImage;
}

/**
 * The images of a repository as a person counts them: what only an index names is part of that, and a signature or a bill
 * of materials goes with its image. A part that has a tag of its own stands for itself as well.
 * @param images the newest first.
 * @param childrenOf what an index names.
 */
export function groupImages(
  images: readonly StoredImage[],
  childrenOf: (digest: string) => readonly Descriptor[],
): ImageGroup[] {
  const byDigest = new Map(images.map((image) => [image.digest, image]));
  const indexes = indexesOf(images);
  const additions = additionsOf(images);
  const partsOf = (digest: string): Part[] =>
    childrenOf(digest).flatMap((descriptor) => {
      const image = byDigest.get(descriptor.digest);
      return [{ descriptor, ...(image && { image }) }, ...partsOf(descriptor.digest)];
    });
  const attachedTo = (digests: readonly string[]): StoredImage[] =>
    digests.flatMap((digest) => {
      const own = additions.get(digest) ?? [];
      return [...own, ...attachedTo(own.map((one) => one.digest))];
    });
  const standsForItself = ({ digest, tags, subject }: StoredImage): boolean =>
    (subject === undefined || !byDigest.has(subject)) && (tags.length > 0 || !indexes.has(digest));
  return images.filter(standsForItself).map((image) => {
    const parts = partsOf(image.digest);
    const digests = [image.digest, ...parts.map(({ descriptor }) => descriptor.digest)];
    return {
      image,
      parts,
      attached: attachedTo([...new Set(digests)]),
      partOf: (indexes.get(image.digest) ?? []).map(({ digest }) => digest),
    };
  });
}
