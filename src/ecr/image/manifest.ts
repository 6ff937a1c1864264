import { Failure } from '../../failure.ts';
import { digestOf, isDigest } from './digest.ts';
import { mediaTypes } from './media-types.ts';
import { type Platform, platformName } from './platform.ts';

/** How one piece of content names another. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  readonly platform?: Platform;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Where else it is found: of layers that may not be handed on. */
  readonly urls?: readonly string[];
}

/** A manifest as it was written: its digest is that of these very bytes. */
export interface Manifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Configuration and layers; none of an index. */
  readonly blobs: readonly Descriptor[];
  readonly config?: Descriptor;
  /** The manifests that an index names. */
  readonly children: readonly Descriptor[];
}

interface Document {
  readonly mediaType?: unknown;
  readonly schemaVersion?: unknown;
  readonly config?: unknown;
  readonly layers?: unknown;
  readonly manifests?: unknown;
}

/** ECR's limit: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html */
export const largestManifest = 4_194_304;

/**
 * Reads a manifest or an index.
 * @param where what it stands in, for the message.
 * @param mediaType what the one that names it says it is.
 * @throws Failure `refused` for what is none.
 */
export function readManifest(bytes: Uint8Array, where: string, mediaType?: string): Manifest {
  const document = documentOf(bytes, where);
  const type = typeof document.mediaType === 'string' ? document.mediaType : (mediaType ?? guess(document));
  const children = descriptors(document.manifests, where);
  const config = document.config === undefined ? undefined : descriptor(document.config, where);
  const layers = descriptors(document.layers, where);
  if (children.length === 0 && !config && !Array.isArray(document.manifests)) {
    throw new Failure('refused', `${where} is neither the manifest of an image nor an index`);
  }
  return {
    digest: digestOf(bytes),
    mediaType: type,
    bytes,
    blobs: [...(config ? [config] : []), ...layers],
    ...(config && { config }),
    children,
  };
}

/**
 * Whether what an index names runs nowhere: it attests something of its platforms.
 * https://docs.docker.com/build/metadata/attestations/attestation-storage/
 */
export function isAttestation({ platform, annotations }: Descriptor): boolean {
  if (annotations?.['vnd.docker.reference.type'] !== undefined) return true;
  return platform !== undefined && platformName(platform) === undefined;
}

/** OCI leaves the member out where somebody else names the type. */
function guess({ manifests }: Document): string {
  return Array.isArray(manifests) ? mediaTypes.ociIndex : mediaTypes.ociManifest;
}

function documentOf(bytes: Uint8Array, where: string): Document {
  try {
    const document: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (typeof document === 'object' && document !== null) return document;
  } catch {
    // What is no JSON is refused as what is no object.
  }
  throw new Failure('refused', `${where} is no manifest: it does not hold a JSON object`);
}

function descriptors(value: unknown, where: string): Descriptor[] {
  return Array.isArray(value) ? value.map((one) => descriptor(one, where)) : [];
}

function descriptor(value: unknown, where: string): Descriptor {
  const { digest, size, mediaType = '' } = (value ?? {}) as Partial<Descriptor>;
  if (!isDigest(digest))
    throw new Failure('refused', `${where} names content by "${digest}", which is no digest`);
  if (!Number.isSafeInteger(size) || Number(size) < 0) {
    throw new Failure('refused', `${where} does not say how large ${digest} is`);
  }
  return { ...(value as Descriptor), mediaType, digest };
}
