import type { Content } from '../source/content.ts';
import type { Manifest } from './manifest.ts';

/** Content that goes to a registry byte by byte as it is. */
export interface StoredBlob {
  readonly kind: 'stored';
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  /** `layer`, `configuration`: what it is to the image. */
  readonly role: BlobRole;
  readonly content: Content;
}

/** A layer that is a plain tar and is packed on its way: what comes of it is known when it has been. */
export interface UnpackedLayer {
  readonly kind: 'unpacked';
  /** The digest of the tar. */
  readonly diffId: string;
  readonly content: Content;
}

export type BlobRole = 'layer' | 'configuration';

/** An image, or an index of several, whose manifests are there as they are to be. */
export interface WholeImage {
  readonly kind: 'whole';
  /** Each once. */
  readonly blobs: readonly StoredBlob[];
  /** Those that are named before the one that names them: the last one is the image. */
  readonly manifests: readonly Manifest[];
  readonly platforms: readonly string[];
  /** Digests of layers that are not handed on, since their makers forbid it. */
  readonly foreign: readonly string[];
}

/** An image of which there is no manifest yet, since its layers are to be packed. */
export interface UnpackedImage {
  readonly kind: 'unpacked';
  readonly config: StoredBlob;
  /** In the image's order; one may stand there twice. */
  readonly layers: readonly (StoredBlob | UnpackedLayer)[];
  readonly platforms: readonly string[];
}

export type Image = WholeImage | UnpackedImage;
