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
import type { Answer, Call } from '../../service.ts';
import { page, pageSize } from '../paging.ts';
import {
  atMostHundred,
  findImage,
  findRepository,
  invalidParameter,
  invalidToken,
  manifestOf,
  tagsOf,
} from './lookup.ts';
import { type ScanState, scanState, severityCounts, sourceUpdatedAt } from './scanning/scan-state.ts';
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

function imagesOf(
  repository: Repository,
  { tagStatus = 'ANY', imageStatus = 'ACTIVE' }: Filter = {},
): Manifest[] {
  const tagged = new Set(repository.tags.values());
  return [...repository.manifests.values()]
    .filter(({ status }) => imageStatus === 'ANY' || status === imageStatus)
    .filter(({ digest }) => tagStatus === 'ANY' || tagged.has(digest) === (tagStatus === 'TAGGED'));
}

function show(repository: Repository, manifest: Manifest, call: Call): ImageDetail {
  const tags = tagsOf(repository, manifest.digest);
  const scan = scanState(repository, manifest, call);
  return {
    registryId: call.world.accountId,
    repositoryName: repository.name,
    imageDigest: manifest.digest,
    ...(tags.length > 0 && { imageTags: tags }),
    imageSizeInBytes: manifest.size,
    imagePushedAt: manifest.pushedAt,
    imageManifestMediaType: manifest.mediaType,
    artifactMediaType: manifest.artifactMediaType,
    lastRecordedPullTime: manifest.lastPulledAt,
    subjectManifestDigest: manifest.subject,
    imageStatus: manifest.status,
    lastArchivedAt: manifest.archivedAt,
    lastActivatedAt: manifest.activatedAt,
    ...(scan && { imageScanStatus: { status: scan.status, description: scan.description } }),
    ...summaryOf(scan),
  };
}

/** Only basic scans are summed up with the image. */
function summaryOf(scan: ScanState | undefined): Pick<ImageDetail, 'imageScanFindingsSummary'> {
  if (!scan?.found || scan.found.isEnhanced) return {};
  const { completedAt, vulnerabilities } = scan.found;
  return {
    imageScanFindingsSummary: {
      imageScanCompletedAt: completedAt,
      vulnerabilitySourceUpdatedAt: sourceUpdatedAt(completedAt),
      findingSeverityCounts: severityCounts(vulnerabilities),
    },
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
    if (!manifest) failures.push(notFound(id));
    else if (manifest.status === 'ACTIVE') images.push(image(repository, manifest, id, call));
    else failures.push(archived(id));
  }
  return { images, failures };
}

export function notFound(imageId: ImageIdentifier): ImageFailure {
  return { imageId, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' };
}

function archived(imageId: ImageIdentifier): ImageFailure {
  return { imageId, failureCode: 'ImageInaccessible', failureReason: 'Requested image is archived' };
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
