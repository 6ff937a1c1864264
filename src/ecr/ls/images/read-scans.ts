import { DescribeImageScanFindingsCommand, ECRClient } from '@aws-sdk/client-ecr';
import { eachAtOnce } from '../../../aws/at-once.ts';
import type { Aws } from '../../../aws/aws.ts';
import { isDenied } from '../../denied.ts';
import { isAttestation } from '../../image/manifest.ts';
import { isIndex, type StoredImage } from '../../repository/stored-image.ts';
import type { ListedScan } from '../value.ts';
import type { ImageGroup } from './group.ts';
import { listedScan, scanOfDescription } from './scan.ts';

/** Scans that are asked for, of the newest images: each is a request. */
const mostScans = 100;

/**
 * How the scans of these images stand, by digest; those of an index by its platforms. ECR is asked of each image of which it
 * has not told with the image, of 100 at most: the others are left out.
 */
export async function readScans(
  aws: Aws,
  repositoryName: string,
  groups: readonly ImageGroup[],
): Promise<ReadonlyMap<string, ListedScan>> {
  const images = new Map(groups.flatMap(scannedOf).map((image) => [image.digest, image]));
  const scans = new Map<string, ListedScan>();
  const silent: string[] = [];
  for (const { digest, scan } of images.values()) {
    const told = scanOfDescription(scan);
    if (told) scans.set(digest, told);
    else silent.push(digest);
  }
  let isRefused = false;
  await eachAtOnce(silent.slice(0, mostScans), async (digest) => {
    const scan = isRefused ? refused : await ask(aws.client(ECRClient), repositoryName, digest);
    isRefused ||= scan === refused;
    scans.set(digest, scan);
  });
  return scans;
}

/** An image, or the platforms of an index; ECR scans no archived ones. */
function scannedOf({ image, parts }: ImageGroup): StoredImage[] {
  const platforms = parts.flatMap((part) =>
    part.image && !isAttestation(part.descriptor) ? [part.image] : [],
  );
  return [image, ...platforms].filter((one) => !isIndex(one) && !one.isArchived);
}

const refused: ListedScan = { state: 'no answer', why: 'may not be seen' };

/** The counts are of all findings, whatever of them a page has. */
async function ask(client: ECRClient, repositoryName: string, imageDigest: string): Promise<ListedScan> {
  try {
    const { imageScanStatus: status, imageScanFindings: found } = await client.send(
      new DescribeImageScanFindingsCommand({ repositoryName, imageId: { imageDigest }, maxResults: 1 }),
    );
    return listedScan({
      status,
      counts: found?.findingSeverityCounts,
      completedAt: found?.imageScanCompletedAt,
    });
  } catch (error) {
    if (isDenied(error)) return refused;
    const { name } = error as Error;
    // An image may be deleted while others are looked at.
    if (name === 'ScanNotFoundException' || name === 'ImageNotFoundException')
      return { state: 'not scanned' };
    throw error;
  }
}
