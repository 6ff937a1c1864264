import type {
  BatchDeleteImageCommandInput,
  BatchDeleteImageCommandOutput,
  ImageFailure,
  ImageFailureCode,
  ImageIdentifier,
} from '@aws-sdk/client-ecr';
import type { Answer, Call } from '../../service.ts';
import { identifiers, notFound } from './images-read.ts';
import { atMostHundred, findRepository, indexesWith, tagsOf } from './lookup.ts';
import type { Repository } from './state.ts';

/**
 * A tag is taken from its image, which goes with its last tag; a digest takes the image with all of its tags. What
 * cannot be deleted is a failure in an answer that succeeds.
 */
export function BatchDeleteImage(
  input: BatchDeleteImageCommandInput,
  call: Call,
): Answer<BatchDeleteImageCommandOutput> {
  return deleteImages(findRepository(input, call), input.imageIds);
}

/** What BatchDeleteImage does, for a repository of any registry. */
export function deleteImages(
  repository: Repository,
  ids: ImageIdentifier[] | undefined,
): { imageIds: ImageIdentifier[]; failures: ImageFailure[] } {
  const imageIds: ImageIdentifier[] = [];
  const failures: ImageFailure[] = [];
  for (const id of atMostHundred(ids, 'imageIds')) {
    const failed = failureOf(repository, id);
    if (failed) failures.push(failed);
    else imageIds.push(...remove(repository, id));
  }
  return { imageIds, failures };
}

function failureOf(repository: Repository, id: ImageIdentifier): ImageFailure | undefined {
  const { imageDigest: digest, imageTag: tag } = id;
  if (digest === undefined && tag === undefined) {
    return failure(
      id,
      'MissingDigestAndTag',
      'Invalid request parameters: both tag and digest cannot be null',
    );
  }
  if (digest !== undefined && !/^sha256:[0-9a-f]{64}$/.test(digest)) {
    return failure(
      id,
      'InvalidImageDigest',
      'Invalid request parameters: image digest should satisfy the regex',
    );
  }
  const tagged = tag === undefined ? undefined : repository.tags.get(tag);
  const target = digest ?? tagged;
  if (target === undefined || !repository.manifests.has(target) || (tag !== undefined && !tagged)) {
    return notFound(id);
  }
  if (tagged !== undefined && tagged !== target) {
    return failure(
      id,
      'ImageTagDoesNotMatchDigest',
      'Requested image tag does not match the requested image digest',
    );
  }
  const takesImage = tag === undefined || tagsOf(repository, target).length === 1;
  const indexes = takesImage ? indexesWith(repository, target) : [];
  if (indexes.length === 0) return undefined;
  const digests = indexes.map((index) => index.digest).join(', ');
  return failure(
    id,
    'ImageReferencedByManifestList',
    `Requested image referenced by manifest list: [${digests}]`,
  );
}

function failure(
  imageId: ImageIdentifier,
  failureCode: ImageFailureCode,
  failureReason: string,
): ImageFailure {
  return { imageId, failureCode, failureReason };
}

/** The identifiers of what is gone. */
function remove(repository: Repository, { imageDigest, imageTag }: ImageIdentifier): ImageIdentifier[] {
  const digest = imageDigest ?? repository.tags.get(imageTag ?? '') ?? '';
  const gone = imageTag === undefined ? identifiers(repository, digest) : [{ imageDigest: digest, imageTag }];
  for (const id of gone) if (id.imageTag !== undefined) repository.tags.delete(id.imageTag);
  if (tagsOf(repository, digest).length === 0) repository.manifests.delete(digest);
  return gone;
}
