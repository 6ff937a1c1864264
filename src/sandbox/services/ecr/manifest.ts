import { createHash } from 'node:crypto';
import { invalidParameter } from './lookup.ts';

/** What a manifest says that matters to a registry. */
export interface ParsedManifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly artifactMediaType: string | undefined;
  /** Configuration and layers with their sizes; none for an index. */
  readonly blobs: readonly Descriptor[];
  /** The manifests that an index names. */
  readonly children: readonly string[];
  /** The digest of the image that an artifact belongs to. */
  readonly subject: string | undefined;
  readonly annotations: Readonly<Record<string, string>> | undefined;
}

interface Descriptor {
  readonly digest: string;
  readonly size: number;
  readonly mediaType?: string;
}

interface ManifestDocument {
  readonly mediaType?: string;
  readonly artifactType?: string;
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
  readonly manifests?: readonly Descriptor[];
  readonly subject?: Descriptor;
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * Throws InvalidParameterException for what is no manifest, or one that says its type neither in itself nor beside
 * itself.
 */
export function parseManifest(text: string, givenType: string | undefined): ParsedManifest {
  const document = parse(text);
  const mediaType = document.mediaType ?? givenType;
  if (!mediaType) throw invalidParameter('ImageManifestMediaType', 'a media type must be given');
  const blobs = [document.config, ...(document.layers ?? [])].filter((blob) => blob !== undefined);
  return {
    digest: digestOf(text),
    mediaType,
    artifactMediaType: document.artifactType ?? document.config?.mediaType,
    blobs: document.manifests ? [] : blobs,
    children: (document.manifests ?? []).map(({ digest }) => digest),
    subject: document.subject?.digest,
    annotations: document.annotations,
  };
}

/** The digest by which a text is addressed. */
export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

function parse(text: string): ManifestDocument {
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document === 'object' && document !== null) return document;
  } catch {
    // What is no JSON is refused as what is no object.
  }
  throw invalidParameter('ImageManifest', 'Invalid JSON syntax');
}
