import type { PutImageCommandInput, PutImageCommandOutput } from '@aws-sdk/client-ecr';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { findRepository, invalidParameter } from './lookup.ts';
import { type ParsedManifest, parseManifest } from './manifest.ts';
import { scansOnPush } from './scanning/configuration.ts';
import { isImage } from './scanning/image.ts';
import type { Manifest, Repository } from './state.ts';

/** Keeps a manifest whose blobs or children are there, and lets a tag stand for it. */
export function PutImage(input: PutImageCommandInput, call: Call): Answer<PutImageCommandOutput> {
  return putImage(findRepository(input, call), input, call);
}

/** What PutImage does, for a repository of any registry. */
export function putImage(
  repository: Repository,
  input: Omit<PutImageCommandInput, 'repositoryName'>,
  call: Call,
): Answer<PutImageCommandOutput> {
  const { imageManifest: text = '', imageTag } = input;
  const manifest = parseManifest(text, input.imageManifestMediaType);
  const { digest, mediaType } = manifest;
  refuseOtherDigest(digest, input.imageDigest);
  refuseBadTag(imageTag);
  refuseAgain(repository, digest, imageTag, call);
  refuseMissingParts(repository, manifest, call);
  if (!repository.manifests.has(digest)) {
    const size = sizeOf(manifest, repository);
    const { artifactMediaType, children, subject, annotations } = manifest;
    const kept: Manifest = {
      ...{ digest, mediaType, artifactMediaType, text, size, children, subject, annotations },
      ...{ pushedAt: call.now, lastPulledAt: undefined, scan: undefined },
      ...{ status: 'ACTIVE', archivedAt: undefined, activatedAt: undefined },
    };
    repository.manifests.set(digest, kept);
    if (scansOnPush(repository, call) && isImage(kept)) kept.scan = { requestedAt: call.now };
  }
  if (imageTag !== undefined) repository.tags.set(imageTag, digest);
  return {
    image: {
      registryId: call.world.accountId,
      repositoryName: repository.name,
      imageId: { imageDigest: digest, ...(imageTag !== undefined && { imageTag }) },
      imageManifest: text,
      imageManifestMediaType: mediaType,
    },
  };
}

/** Bytes of the blobs that an image names; an index is as large as the largest of its images. */
function sizeOf({ blobs, children }: ParsedManifest, { manifests }: Repository): number {
  if (children.length > 0) return Math.max(...children.map((digest) => manifests.get(digest)?.size ?? 0));
  return blobs.reduce((bytes, { size }) => bytes + size, 0);
}

function refuseOtherDigest(digest: string, expected: string | undefined): void {
  if (expected === undefined || expected === digest) return;
  const message = `Image digest '${expected}' does not match the digest '${digest}' of the manifest`;
  throw new AwsError('ImageDigestDoesNotMatchException', message);
}

function refuseBadTag(tag: string | undefined): void {
  if (tag === undefined || (/^[a-zA-Z0-9_][a-zA-Z0-9._-]*$/.test(tag) && tag.length <= 300)) return;
  throw invalidParameter('imageTag', "must satisfy regular expression '[a-zA-Z0-9_][a-zA-Z0-9._-]*'");
}

/** The same again is ImageAlreadyExistsException; another image under a tag that may not move is the other error. */
function refuseAgain(repository: Repository, digest: string, tag: string | undefined, { world }: Call): void {
  const { name, manifests, tags } = repository;
  const where = `already exists in the repository with name '${name}' in registry with id '${world.accountId}'`;
  const known = tag === undefined ? manifests.has(digest) : tags.get(tag) === digest;
  if (known) {
    const image = `Image with digest '${digest}'${tag === undefined ? '' : ` and tag '${tag}'`}`;
    throw new AwsError('ImageAlreadyExistsException', `${image} ${where}`);
  }
  if (tag === undefined || !tags.has(tag) || !isImmutable(repository, tag)) return;
  const message =
    `The image tag '${tag}' already exists in the '${name}' repository ` +
    'and cannot be overwritten because the tag is immutable.';
  throw new AwsError('ImageTagAlreadyExistsException', message);
}

/** Whether a tag stays with its image; exclusions turn the repository's rule round for the tags that they match. */
export function isImmutable({ mutability, mutabilityExclusions = [] }: Repository, tag: string): boolean {
  const isExcluded =
    mutability.endsWith('_WITH_EXCLUSION') && mutabilityExclusions.some(({ filter }) => matches(filter, tag));
  return mutability.startsWith('IMMUTABLE') !== isExcluded;
}

function matches(filter: string | undefined, tag: string): boolean {
  const pieces = (filter ?? '').split('*').map((piece) => piece.replaceAll(/[.-]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.*')}$`).test(tag);
}

function refuseMissingParts(repository: Repository, manifest: ParsedManifest, { world }: Call): void {
  const { blobs, manifests, name } = repository;
  const where = `required for pushing image into repository with name '${name}' in the registry with id '${world.accountId}' do not exist`;
  const layers = manifest.blobs.filter(({ digest }) => !blobs.has(digest)).map(({ digest }) => digest);
  if (layers.length > 0) {
    throw new AwsError('LayersNotFoundException', `Layers with digests '[${layers.join(', ')}]' ${where}`);
  }
  const images = manifest.children.filter((digest) => !manifests.has(digest));
  if (images.length > 0) {
    throw new AwsError(
      'ReferencedImagesNotFoundException',
      `Images with digests '[${images.join(', ')}]' ${where}`,
    );
  }
}
