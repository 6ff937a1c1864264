import type {
  DescribeImageScanFindingsCommandInput,
  DescribeImageScanFindingsCommandOutput,
  ImageIdentifier,
  ImageScanFindings,
  StartImageScanCommandInput,
  StartImageScanCommandOutput,
} from '@aws-sdk/client-ecr';
import { type Answer, AwsError, type Call } from '../../../service.ts';
import { page, pageSize } from '../../paging.ts';
import { findImage, findRepository, invalidParameter, invalidToken } from '../lookup.ts';
import type { Manifest, Repository } from '../state.ts';
import { basicFinding, enhancedFinding } from './findings.ts';
import { isImage } from './image.ts';
import { type Found, scanState, severityCounts, sourceUpdatedAt } from './scan-state.ts';
import type { Vulnerability } from './vulnerability.ts';

const DAY_MS = 24 * 3600_000;

/**
 * An image is scanned once in 24 hours, the scan on its push counted. That is refused by the same error as too many
 * requests. https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-basic.html
 */
export function StartImageScan(
  input: StartImageScanCommandInput,
  call: Call,
): Answer<StartImageScanCommandOutput> {
  const repository = findRepository(input, call);
  if (call.region.ecr.scanning.scanType === 'ENHANCED') {
    throw new AwsError('ValidationException', 'This feature is disabled');
  }
  const manifest = findImage(repository, input.imageId ?? {}, call);
  if (manifest.status !== 'ACTIVE') throw new AwsError('ImageArchivedException', 'The image is archived.');
  if (!isImage(manifest)) {
    const message = `The image with digest '${manifest.digest}' is of a type that cannot be scanned`;
    throw new AwsError('UnsupportedImageTypeException', message);
  }
  const last = manifest.scan?.requestedAt.getTime();
  if (last !== undefined && call.now.getTime() - last < DAY_MS) {
    const message = 'The scan quota per image has been exceeded. Wait and try again.';
    throw new AwsError('LimitExceededException', message);
  }
  manifest.scan = { requestedAt: call.now };
  return {
    ...identity(repository, manifest, input.imageId, call),
    imageScanStatus: { status: 'IN_PROGRESS' },
  };
}

/** Counts are of all that was found; the list comes page by page. */
export function DescribeImageScanFindings(
  input: DescribeImageScanFindingsCommandInput,
  call: Call,
): Answer<DescribeImageScanFindingsCommandOutput> {
  const repository = findRepository(input, call);
  const manifest = findImage(repository, input.imageId ?? {}, call);
  const state = scanState(repository, manifest, call);
  if (!state) {
    const message =
      `Image scan does not exist for the image with '{imageDigest:'${manifest.digest}', imageTag:'${input.imageId?.imageTag ?? 'null'}'}' ` +
      `in the repository with name '${repository.name}' in the registry with id '${call.world.accountId}'`;
    throw new AwsError('ScanNotFoundException', message);
  }
  const { status, description, found } = state;
  const shown = {
    ...identity(repository, manifest, input.imageId, call),
    imageScanStatus: { status, description },
  };
  if (!found) return shown;
  const outOfRange = invalidParameter('maxResults', 'Member must have value from 1 to 1000');
  const size = pageSize(input.maxResults, { otherwise: 100, most: 1000 }, outOfRange);
  const { items, nextToken } = page(found.vulnerabilities, input.nextToken, size, invalidToken);
  return { ...shown, imageScanFindings: findingsOf(found, items, { repository, manifest }, call), nextToken };
}

function findingsOf(
  found: Found,
  shown: readonly Vulnerability[],
  image: { readonly repository: Repository; readonly manifest: Manifest },
  call: Call,
): ImageScanFindings {
  return {
    imageScanCompletedAt: found.completedAt,
    vulnerabilitySourceUpdatedAt: sourceUpdatedAt(found.completedAt),
    findingSeverityCounts: severityCounts(found.vulnerabilities),
    ...(found.isEnhanced
      ? { enhancedFindings: shown.map((one) => enhancedFinding(found, one, image, call)) }
      : { findings: shown.map((one) => basicFinding(found, one)) }),
  };
}

function identity(
  { name }: Repository,
  { digest }: Manifest,
  { imageTag }: ImageIdentifier = {},
  { world }: Call,
) {
  const imageId = { imageDigest: digest, ...(imageTag !== undefined && { imageTag }) };
  return { registryId: world.accountId, repositoryName: name, imageId };
}
