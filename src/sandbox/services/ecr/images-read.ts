import type {
  BatchGetImageCommandInput,
  BatchGetImageCommandOutput,
  DescribeImagesCommandInput,
  DescribeImagesCommandOutput,
  Image,
  ImageDetail,
  ImageFailure,
  ImageIdentifier,
  ListImagesCommandInput,
  ListImagesCommandOutput,
  TagStatus,
} from '@aws-sdk/client-ecr';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { page, pageSize } from '../paging.ts';
import {
  atMostHundred,
  findRepository,
  invalidParameter,
  invalidToken,
  manifestOf,
  tagsOf,
} from './lookup.ts';
import type { Manifest, Repository } from './state.ts';

const outOfRange = invalidParameter('maxResults', 'Member must have value from 1 to 1000');
const pages = { otherwise: 100, most: 1000 };

/** Each tag of an image is an entry of its own; one without tags has its digest alone. */
export function ListImages(input: ListImagesCommandInput, call: Call): Answer<ListImagesCommandOutput> {
  const repository = findRepository(input, call);
  const size = pageSize(input.maxResults, pages, outOfRange);
  const all = imagesOf(repository, input.filter).flatMap(({ digest }) => identifiers(repository, digest));
  const { items, nextToken } = page(all, input.nextToken, size, invalidToken);
  return { imageIds: items, nextToken };
}

/** An identifier for each tag of an image, or one of its digest alone. */
export function identifiers(repository: Repository, imageDigest: string): ImageIdentifier[] {
  const tags = tagsOf(repository, imageDigest);
  return tags.length === 0 ? [{ imageDigest }] : tags.map((imageTag) => ({ imageDigest, imageTag }));
}

/** All, or those that are named, of which each has to be there. */
export function DescribeImages(
  input: DescribeImagesCommandInput,
  call: Call,
): Answer<DescribeImagesCommandOutput> {
  const repository = findRepository(input, call);
  const shown = (manifest: Manifest) => show(repository, manifest, call);
  if (input.imageIds) {
    const named = atMostHundred(input.imageIds, 'imageIds').map((id) => findImage(repository, id, call));
    return { imageDetails: [...new Set(named)].map(shown) };
  }
  const size = pageSize(input.maxResults, pages, outOfRange);
  const { items, nextToken } = page(imagesOf(repository, input.filter), input.nextToken, size, invalidToken);
  return { imageDetails: items.map(shown), nextToken };
}

interface Filter {
  readonly tagStatus?: TagStatus | undefined;
  readonly imageStatus?: string | undefined;
}

/** Nothing is ever archived here, so that all images are active. */
function imagesOf(
  repository: Repository,
  { tagStatus = 'ANY', imageStatus = 'ACTIVE' }: Filter = {},
): Manifest[] {
  if (imageStatus !== 'ACTIVE' && imageStatus !== 'ANY') return [];
  const tagged = new Set(repository.tags.values());
  return [...repository.manifests.values()].filter(
    ({ digest }) => tagStatus === 'ANY' || tagged.has(digest) === (tagStatus === 'TAGGED'),
  );
}

function findImage(repository: Repository, id: ImageIdentifier, { world }: Call): Manifest {
  const manifest = manifestOf(repository, id);
  if (manifest) return manifest;
  const quoted = (text: string | undefined) => `'${text ?? 'null'}'`;
  const message =
    `The image with imageId {imageDigest:${quoted(id.imageDigest)}, imageTag:${quoted(id.imageTag)}} does not exist ` +
    `within the repository with name '${repository.name}' in the registry with id '${world.accountId}'`;
  throw new AwsError('ImageNotFoundException', message);
}

function show(repository: Repository, manifest: Manifest, { world }: Call): ImageDetail {
  const tags = tagsOf(repository, manifest.digest);
  return {
    registryId: world.accountId,
    repositoryName: repository.name,
    imageDigest: manifest.digest,
    ...(tags.length > 0 && { imageTags: tags }),
    imageSizeInBytes: manifest.size,
    imagePushedAt: manifest.pushedAt,
    imageManifestMediaType: manifest.mediaType,
    artifactMediaType: manifest.artifactMediaType,
    lastRecordedPullTime: manifest.lastPulledAt,
    imageStatus: 'ACTIVE',
  };
}

/** What is not there is a failure in an answer that succeeds. */
export function BatchGetImage(
  input: BatchGetImageCommandInput,
  call: Call,
): Answer<BatchGetImageCommandOutput> {
  const repository = findRepository(input, call);
  const images: Image[] = [];
  const failures: ImageFailure[] = [];
  for (const id of atMostHundred(input.imageIds, 'imageIds')) {
    const manifest = manifestOf(repository, id);
    if (manifest) images.push(image(repository, manifest, id, call));
    else failures.push(notFound(id));
  }
  return { images, failures };
}

export function notFound(imageId: ImageIdentifier): ImageFailure {
  return { imageId, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' };
}

function image(
  { name }: Repository,
  { digest, text, mediaType }: Manifest,
  { imageTag }: ImageIdentifier,
  { world }: Call,
): Image {
  return {
    registryId: world.accountId,
    repositoryName: name,
    imageId: { imageDigest: digest, ...(imageTag !== undefined && { imageTag }) },
    imageManifest: text,
    imageManifestMediaType: mediaType,
  };
}
