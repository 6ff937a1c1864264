import type { PutImageCommandInput, PutImageCommandOutput } from '@aws-sdk/client-ecr';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { findRepository, invalidParameter } from './lookup.ts';
import { type ParsedManifest, parseManifest } from './manifest.ts';
import type { Repository } from './state.ts';

/** Keeps a manifest whose blobs or children are there, and lets a tag stand for it. */
export function PutImage(input: PutImageCommandInput, call: Call): Answer<PutImageCommandOutput> {
  const repository = findRepository(input, call);
  const { imageManifest: text = '', imageTag } = input;
  const manifest = parseManifest(text, input.imageManifestMediaType);
  const { digest, mediaType } = manifest;
  refuseOtherDigest(digest, input.imageDigest);
  refuseBadTag(imageTag);
  refuseAgain(repository, digest, imageTag, call);
  refuseMissingParts(repository, manifest);
  if (!repository.manifests.has(digest)) {
    const size = sizeOf(manifest, repository);
    const { artifactMediaType, children } = manifest;
    repository.manifests.set(digest, {
      ...{ digest, mediaType, artifactMediaType, text, size, children },
      ...{ pushedAt: call.now, lastPulledAt: undefined },
    });
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

/** Exclusions turn the repository's rule round for the tags that they match. */
function isImmutable({ mutability, mutabilityExclusions = [] }: Repository, tag: string): boolean {
  const isExcluded =
    mutability.endsWith('_WITH_EXCLUSION') && mutabilityExclusions.some(({ filter }) => matches(filter, tag));
  return mutability.startsWith('IMMUTABLE') !== isExcluded;
}

function matches(filter: string | undefined, tag: string): boolean {
  const pieces = (filter ?? '').split('*').map((piece) => piece.replaceAll(/[.-]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.*')}$`).test(tag);
}

function refuseMissingParts({ blobs, manifests }: Repository, manifest: ParsedManifest): void {
  const layers = manifest.blobs.filter(({ digest }) => !blobs.has(digest)).map(({ digest }) => digest);
  if (layers.length > 0) {
    throw new AwsError(
      'LayersNotFoundException',
      `Layers with digests '[${layers.join(', ')}]' required for pushing image do not exist`,
    );
  }
  const images = manifest.children.filter((digest) => !manifests.has(digest));
  if (images.length > 0) {
    throw new AwsError(
      'ReferencedImagesNotFoundException',
      `Images with digests '[${images.join(', ')}]' required for pushing image into repository do not exist`,
    );
  }
}
