import type {
  BatchDeleteImageCommandInput,
  BatchDeleteImageCommandOutput,
  DescribeImagesCommandInput,
  DescribeImagesCommandOutput,
  DescribeImageTagsCommandInput,
  DescribeImageTagsCommandOutput,
  ImageFailureCode,
  PutImageCommandInput,
  PutImageCommandOutput,
  ReferencedImageDetail,
} from '@aws-sdk/client-ecr-public';
import type { Answer, Call } from '../../service.ts';
import { deleteImages } from '../ecr/delete-images.ts';
import { atMostHundred, findImage, invalidParameter, invalidToken, tagsOf } from '../ecr/lookup.ts';
import { putImage } from '../ecr/put-image.ts';
import type { Manifest } from '../ecr/state.ts';
import { page, pageSize } from '../paging.ts';
import { findPublicRepository } from './lookup.ts';

const outOfRange = invalidParameter('maxResults', 'Member must have value from 1 to 1000');
const pages = { otherwise: 100, most: 1000 };

export function PutImage(input: PutImageCommandInput, call: Call): Answer<PutImageCommandOutput> {
  return putImage(findPublicRepository(input, call), input, call);
}

export function BatchDeleteImage(
  input: BatchDeleteImageCommandInput,
  call: Call,
): Answer<BatchDeleteImageCommandOutput> {
  const { imageIds, failures } = deleteImages(findPublicRepository(input, call), input.imageIds);
  const told = failures.map((failure) => ({
    ...failure,
    failureCode: failure.failureCode as ImageFailureCode,
  }));
  return { imageIds, failures: told };
}

/** All, or those that are named, of which each has to be there. */
export function DescribeImages(
  input: DescribeImagesCommandInput,
  call: Call,
): Answer<DescribeImagesCommandOutput> {
  const repository = findPublicRepository(input, call);
  const identity = { registryId: call.world.accountId, repositoryName: repository.name };
  const shown = (manifest: Manifest) => {
    const imageTags = tagsOf(repository, manifest.digest);
    return { ...identity, ...(imageTags.length > 0 && { imageTags }), ...detailOf(manifest) };
  };
  if (input.imageIds) {
    const named = atMostHundred(input.imageIds, 'imageIds').map((id) => findImage(repository, id, call));
    return { imageDetails: [...new Set(named)].map(shown) };
  }
  const size = pageSize(input.maxResults, pages, outOfRange);
  const { items, nextToken } = page([...repository.manifests.values()], input.nextToken, size, invalidToken);
  return { imageDetails: items.map(shown), nextToken };
}

/** Each tag with the image that it stands for. */
export function DescribeImageTags(
  input: DescribeImageTagsCommandInput,
  call: Call,
): Answer<DescribeImageTagsCommandOutput> {
  const { tags, manifests } = findPublicRepository(input, call);
  const size = pageSize(input.maxResults, pages, outOfRange);
  const { items, nextToken } = page([...tags], input.nextToken, size, invalidToken);
  const imageTagDetails = items.map(([imageTag, digest]) => {
    const manifest = manifests.get(digest);
    return { imageTag, createdAt: manifest?.pushedAt, imageDetail: manifest && detailOf(manifest) };
  });
  return { imageTagDetails, nextToken };
}

function detailOf({ digest, size, pushedAt, mediaType, artifactMediaType }: Manifest): ReferencedImageDetail {
  return {
    imageDigest: digest,
    imageSizeInBytes: size,
    imagePushedAt: pushedAt,
    imageManifestMediaType: mediaType,
    artifactMediaType,
  };
}
