import type { Call } from '../../service.ts';
import { findRepository, manifestOf } from './lookup.ts';
import { digestOf } from './manifest.ts';
import { PutImage } from './put-image.ts';
import type { Repository } from './state.ts';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';

/** An image as a scenario finds it in a repository. */
export interface PlantedImage {
  readonly repositoryName: string;
  /** Tells it from other images: the same content gives the same digest. */
  readonly content: string;
  /** Without tags, an image that a newer one has taken the tag from. */
  readonly tags?: readonly string[];
  /** Bytes of its one layer. */
  readonly size?: number;
  /** Now where nothing is said. */
  readonly pushedAt?: Date;
  readonly lastPulledAt?: Date;
  /** With platforms such as `linux/arm64` the tags stand for an index of an image each. */
  readonly platforms?: readonly string[];
}

/** Pushes an image without the bytes of its layers, and returns its digest. Throws what PutImage throws. */
export function plantImage(planted: PlantedImage, call: Call): string {
  const repository = findRepository(planted, call);
  const { pushedAt = call.now, platforms = [], tags = [] } = planted;
  const then = { ...call, now: pushedAt };
  const push = (text: string, imageTag?: string): string => {
    const input = { repositoryName: repository.name, imageManifest: text };
    const tagged = imageTag === undefined ? input : { ...input, imageTag };
    return PutImage(tagged, then).image?.imageId?.imageDigest ?? '';
  };
  const pushOnce = (text: string): string =>
    repository.manifests.has(digestOf(text)) ? digestOf(text) : push(text);
  const single = platforms.length === 0;
  const text = single
    ? imageManifest(repository, planted, '')
    : indexManifest(platforms, (platform) => pushOnce(imageManifest(repository, planted, platform)));
  const digest = tags.length === 0 ? pushOnce(text) : digestOf(text);
  for (const tag of tags) push(text, tag);
  const manifest = manifestOf(repository, { imageDigest: digest });
  if (manifest) manifest.lastPulledAt = planted.lastPulledAt;
  return digest;
}

/** The manifest of an image whose blobs it lays into the repository, as sizes without bytes. */
function imageManifest(
  repository: Repository,
  { content, size = 50_000_000 }: PlantedImage,
  platform: string,
): string {
  const config = plantBlob(repository, `config ${content} ${platform}`, 7_000, CONFIG);
  const layer = plantBlob(repository, `layer ${content} ${platform}`, size, LAYER);
  return JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, config, layers: [layer] });
}

function plantBlob(repository: Repository, content: string, size: number, mediaType: string) {
  const digest = digestOf(content);
  repository.blobs.set(digest, { digest, size, mediaType, body: undefined });
  return { mediaType, digest, size };
}

function indexManifest(platforms: readonly string[], push: (platform: string) => string): string {
  const manifests = platforms.map((platform) => {
    const [os, architecture] = platform.split('/');
    return { mediaType: MANIFEST, digest: push(platform), size: 500, platform: { os, architecture } };
  });
  return JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests });
}
