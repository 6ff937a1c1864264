import type { ScanStatus } from '@aws-sdk/client-ecr';
import type { Call } from '../../service.ts';
import { LayerBytes } from './layer-bytes.ts';
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
  /** Its layers, where there are several; of the same content they are the same layer. */
  readonly layers?: readonly { readonly content: string; readonly size: number }[];
  /** What it was built on, such as `debian:12`; its configuration says so, and scans go by it. */
  readonly base?: string;
  /** How its scan ends, where that is not by findings. */
  readonly scanEnds?: ScanStatus;
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
    ? imageManifest(repository, planted, 'linux/amd64', call)
    : indexManifest(platforms, (platform) => pushOnce(imageManifest(repository, planted, platform, call)));
  const digest = tags.length === 0 ? pushOnce(text) : digestOf(text);
  for (const tag of tags) push(text, tag);
  const manifest = manifestOf(repository, { imageDigest: digest });
  if (manifest) manifest.lastPulledAt = planted.lastPulledAt;
  if (manifest && planted.scanEnds) manifest.scan = { requestedAt: pushedAt, ends: planted.scanEnds };
  return digest;
}

/** The manifest of an image, of which the configuration is laid into the repository whole, and of layers the size alone. */
function imageManifest(
  repository: Repository,
  { content, base, size = 50_000_000, layers = [{ content, size }] }: PlantedImage,
  platform: string,
  call: Call,
): string {
  const [os, architecture] = platform.split('/');
  const named = layers.map((layer) => ({ ...layer, content: `${layer.content} ${platform}` }));
  const labels = {
    'org.opencontainers.image.title': content,
    ...(base !== undefined && { 'org.opencontainers.image.base.name': base }),
  };
  const diffs = named.map((layer) => digestOf(`unpacked ${layer.content}`));
  const configuration = {
    ...{ architecture, os, config: { Labels: labels } },
    rootfs: { type: 'layers', diff_ids: diffs },
  };
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: plantBytes(repository, JSON.stringify(configuration), CONFIG, call),
    layers: named.map((layer) => plantSize(repository, layer)),
  });
}

function plantBytes(repository: Repository, text: string, mediaType: string, { world }: Call) {
  const bytes = new LayerBytes(world.scratch);
  bytes.append(Buffer.from(text));
  const { digest, size } = bytes;
  repository.blobs.set(digest, { digest, size, mediaType, bytes });
  return { mediaType, digest, size };
}

function plantSize(repository: Repository, { content, size }: { content: string; size: number }) {
  const digest = digestOf(content);
  if (!repository.blobs.has(digest))
    repository.blobs.set(digest, { digest, size, mediaType: LAYER, bytes: undefined });
  return { mediaType: LAYER, digest, size };
}

function indexManifest(platforms: readonly string[], push: (platform: string) => string): string {
  const manifests = platforms.map((platform) => {
    const [os, architecture] = platform.split('/');
    return { mediaType: MANIFEST, digest: push(platform), size: 500, platform: { os, architecture } };
  });
  return JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests });
}
