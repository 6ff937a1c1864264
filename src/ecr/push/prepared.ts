import type { Image, StoredBlob, UnpackedImage, UnpackedLayer } from '../image/image.ts';
import { type Manifest, readManifest } from '../image/manifest.ts';
import { mediaTypes } from '../image/media-types.ts';
import type { KnownManifest } from '../registry/registry.ts';
import type { PackedLayer } from '../upload/layer-memory.ts';
import type { Found } from './found.ts';

/** An image as it is to be in the registry, as far as that is known before anything is packed. */
export interface Prepared {
  /** Those that are named first; empty as long as layers are to be packed whose digests the manifest is to name. */
  readonly manifests: readonly Manifest[];
  /** Each once. */
  readonly blobs: readonly PreparedBlob[];
  readonly platforms: readonly string[];
  readonly foreign: readonly string[];
}

export interface PreparedBlob {
  readonly blob: StoredBlob | UnpackedLayer;
  /** What it is named by in the registry; of a layer that was never packed here nobody knows. */
  readonly digest: string | undefined;
  readonly isThere: boolean;
}

/** What layers become when they are packed, by the digest of the tar. */
export type PackedLayers = ReadonlyMap<string, PackedLayer>;

/** What a run knows of its image when it has looked at the registry. */
export function prepare(image: Image, packed: PackedLayers, { tags, blobs }: Found): Prepared {
  if (image.kind === 'whole') {
    return {
      manifests: image.manifests,
      blobs: image.blobs.map((blob) => ({ blob, digest: blob.digest, isThere: blobs.has(blob.digest) })),
      platforms: image.platforms,
      foreign: image.foreign,
    };
  }
  const { platforms } = image;
  const same = sameImage(image, [...tags.values()]);
  if (same) return { manifests: [same], blobs: allThere(image), platforms, foreign: [] };
  const all = [image.config, ...image.layers].map((blob): PreparedBlob => {
    const digest = blob.kind === 'stored' ? blob.digest : packed.get(blob.diffId)?.digest;
    return { blob, digest, isThere: digest !== undefined && blobs.has(digest) };
  });
  const each = [...new Map(all.map((one) => [keyOf(one.blob), one])).values()];
  // What was packed at another time is named only if the registry has it: packing it anew may give other bytes.
  const isKnown = each.every(({ blob, isThere }) => blob.kind === 'stored' || isThere);
  const manifests = isKnown ? [compose(image, packed)] : [];
  return { manifests, blobs: each, platforms, foreign: [] };
}

/** What a blob is called within its source. */
export function keyOf(blob: StoredBlob | UnpackedLayer): string {
  return blob.kind === 'stored' ? blob.digest : blob.diffId;
}

/** The digests by which a registry can be asked for an image's parts. */
export function partsOf(image: Image, packed: PackedLayers): { manifests: string[]; blobs: string[] } {
  if (image.kind === 'whole') {
    return {
      manifests: image.manifests.map(({ digest }) => digest),
      blobs: image.blobs.map(({ digest }) => digest),
    };
  }
  const blobs = [image.config, ...image.layers].flatMap((blob) => {
    const digest = blob.kind === 'stored' ? blob.digest : packed.get(blob.diffId)?.digest;
    return digest === undefined ? [] : [digest];
  });
  return {
    manifests: isPacked(image, packed) ? [compose(image, packed).digest] : [],
    blobs: [...new Set(blobs)],
  };
}

function isPacked({ layers }: UnpackedImage, packed: PackedLayers): boolean {
  return layers.every((layer) => layer.kind === 'stored' || packed.has(layer.diffId));
}

/**
 * The manifest of an image whose layers have been packed, in Docker's form as the image is Docker's. Its type stands in
 * it, which ECR wants.
 */
export function compose({ config, layers }: UnpackedImage, packed: PackedLayers): Manifest {
  const document = {
    schemaVersion: 2,
    mediaType: mediaTypes.dockerManifest,
    config: { mediaType: mediaTypes.dockerConfig, size: config.size, digest: config.digest },
    layers: layers.map((layer) => {
      const known = layer.kind === 'stored' ? layer : packed.get(layer.diffId);
      if (!known) throw new Error('A manifest of layers that were not packed');
      return { mediaType: mediaTypes.dockerLayer, size: known.size, digest: known.digest };
    }),
  };
  return readManifest(Buffer.from(JSON.stringify(document)), 'the manifest');
}

/** The digest of the image, where it is known. */
export function digestIn({ manifests }: Pick<Prepared, 'manifests'>): string | undefined {
  return manifests.at(-1)?.digest;
}

/** A configuration names its layers unpacked: what has the same one is the same image, however it was packed. */
function sameImage({ config }: UnpackedImage, known: readonly KnownManifest[]): Manifest | undefined {
  return known.map(imageOf).find((manifest) => manifest?.config?.digest === config.digest);
}

function imageOf({ bytes, mediaType }: KnownManifest): Manifest | undefined {
  try {
    return readManifest(bytes, 'the manifest', mediaType);
  } catch {
    return undefined;
  }
}

function allThere({ config, layers }: UnpackedImage): PreparedBlob[] {
  const each = new Map([config, ...layers].map((blob) => [keyOf(blob), blob]));
  return [...each.values()].map((blob) => ({ blob, digest: undefined, isThere: true }));
}
