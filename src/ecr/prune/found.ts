import type { ManifestText } from '../repository/read-images.ts';
import type { StoredImage } from '../repository/stored-image.ts';
import type { ImageUse } from '../use/image-use.ts';

/** What was seen of a repository and of what needs its images, at one instant. */
export interface Look {
  readonly repository: string;
  /** The newest first. */
  readonly images: readonly StoredImage[];
  readonly uses: readonly ImageUse[];
  readonly now: Date;
}

/** What a pruning finds. */
export interface FoundImages extends Look {
  /** By digest, of those that are to go: with them they can be put back. */
  readonly manifests: ReadonlyMap<string, ManifestText>;
}
