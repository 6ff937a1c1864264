import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Room } from '../room.ts';

/** A region without services: moto does not know their deployments, which are asked for what a rollback would need. */
export const elsewhere = ['--region', 'eu-west-1'];

const base = 'org.opencontainers.image.base.name';
/**
 * Configuration and layer in one. A scan of the sandbox finds as many grave weaknesses in what is built on this base as a
 * scan of moto finds in every image: one.
 */
const blob = JSON.stringify({ architecture: 'amd64', config: { Labels: { [base]: 'alpine:3.18' } } });
const blobDigest = digestOf(blob);

const folder = mkdtempSync(join(tmpdir(), 'ecsctl-conformance-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'layer');
writeFileSync(file, blob);

/** A manifest, and the digest of its bytes. */
interface Made {
  readonly digest: string;
  readonly text: string;
}

/** A repository that belongs to a case alone, without images. */
export async function makeRepository({ aws, service }: Room, ...settings: string[]): Promise<string> {
  const name = `own/${service.slice(service.indexOf('/') + 1)}`;
  await aws('ecr', 'create-repository', '--repository-name', name, ...settings, ...elsewhere);
  return name;
}

/** A repository that belongs to a case alone, in which images can be put: their one layer is there. */
export async function makeStock(room: Room): Promise<string> {
  const name = await makeRepository(room);
  await putLayer(room, name);
  return name;
}

async function putLayer({ aws }: Room, name: string): Promise<void> {
  const repository = ['--repository-name', name, ...elsewhere];
  const { uploadId } = await aws<{ uploadId: string }>('ecr', 'initiate-layer-upload', ...repository);
  const upload = [...repository, '--upload-id', uploadId];
  await aws(
    ...['ecr', 'upload-layer-part', ...upload, '--layer-part-blob', `fileb://${file}`],
    ...['--part-first-byte', '0', '--part-last-byte', String(blob.length - 1)],
  );
  await aws('ecr', 'complete-layer-upload', ...upload, '--layer-digests', blobDigest);
}

/** Images that differ in their names alone. Put in this order they are in order for what goes by digest, too: the newest first. */
export function makeImages(count: number): Made[] {
  const config = { mediaType: 'application/vnd.oci.image.config.v1+json' };
  const layer = { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip' };
  const size = { size: blob.length, digest: blobDigest };
  const images = Array.from({ length: count }, (_, index) =>
    made('manifest', {
      ...{ config: { ...config, ...size }, layers: [{ ...layer, ...size }] },
      annotations: { number: String(index) },
    }),
  );
  return images.sort((one, other) => (one.digest < other.digest ? 1 : -1));
}

/** An index of one image. */
export function makeIndex({ digest, text }: Made): Made {
  const platform = { os: 'linux', architecture: 'amd64' };
  const entry = {
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    digest,
    size: text.length,
    platform,
  };
  return made('index', { manifests: [entry] });
}

function made(kind: 'manifest' | 'index', document: object): Made {
  const mediaType = `application/vnd.oci.image.${kind}.v1+json`;
  const text = JSON.stringify({ schemaVersion: 2, mediaType, ...document });
  return { text, digest: digestOf(text) };
}

/** Puts an image under a tag, or under none. */
export async function putImage({ aws }: Room, name: string, image: Made, tag?: string): Promise<void> {
  await aws(
    ...['ecr', 'put-image', '--repository-name', name, '--image-manifest', image.text],
    // moto makes up a digest where none is named.
    ...['--image-digest', image.digest, ...(tag === undefined ? [] : ['--image-tag', tag]), ...elsewhere],
  );
}

/** Registers a task definition that names an image, so that ECS needs it. */
export async function need({ aws }: Room, name: string, tag: string): Promise<void> {
  const { repositories } = await aws<{ repositories: [{ repositoryUri: string }] }>(
    ...['ecr', 'describe-repositories', '--repository-names', name, ...elsewhere],
  );
  const container = { name: 'app', image: `${repositories[0].repositoryUri}:${tag}`, memory: 128 };
  await aws(
    ...['ecs', 'register-task-definition', '--family', name.replace('/', '-'), ...elsewhere],
    ...['--container-definitions', JSON.stringify([container])],
  );
}

/** What is in a repository: the tags of each image, by its digest. */
export async function imagesIn({ aws }: Room, name: string): Promise<Record<string, readonly string[]>> {
  const { imageDetails } = await aws<{ imageDetails: { imageDigest: string; imageTags?: string[] }[] }>(
    ...['ecr', 'describe-images', '--repository-name', name, ...elsewhere],
  );
  return Object.fromEntries(
    imageDetails.map(({ imageDigest, imageTags = [] }) => [imageDigest, imageTags.toSorted()]),
  );
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
