import {
  DescribeImageScanFindingsCommand,
  type DescribeImageScanFindingsCommandInput,
  type DescribeImageScanFindingsCommandOutput,
  type ECRClient,
} from '@aws-sdk/client-ecr';
import { basicFinding, enhancedFinding, type Finding } from './findings.ts';
import type { ScanType, Seen } from './states.ts';

/** One look at a scan: how it stands, and the first page of what it found. */
export interface Look {
  readonly seen: Seen;
  readonly page?: DescribeImageScanFindingsCommandOutput;
}

const mostFindings = 1000;

export type ScannedId = Pick<
  DescribeImageScanFindingsCommandInput,
  'registryId' | 'repositoryName' | 'imageId'
>;

/** @throws any error of AWS but that there is no scan. */
export async function lookAtScan(client: ECRClient, id: ScannedId): Promise<Look> {
  try {
    const input = { ...id, maxResults: mostFindings };
    const page = await client.send(new DescribeImageScanFindingsCommand(input));
    return { seen: seenOf(page), page };
  } catch (error) {
    if (error instanceof Error && error.name === 'ScanNotFoundException')
      return { seen: { kind: 'nothing' } };
    throw error;
  }
}

/** What a page says of the scan. */
function seenOf(page: DescribeImageScanFindingsCommandOutput): Seen {
  const { imageScanStatus, imageScanFindings: found } = page;
  const shape = shapeOf(page);
  const counts = Object.entries(found?.findingSeverityCounts ?? {}).sort();
  return {
    kind: 'scan',
    status: imageScanStatus?.status ?? 'UNKNOWN',
    ...(imageScanStatus?.description && { description: imageScanStatus.description }),
    ...(found?.imageScanCompletedAt && { completedAt: found.imageScanCompletedAt }),
    ...(shape && { shape }),
    fingerprint: JSON.stringify([counts, found?.findings?.length, found?.enhancedFindings?.length]),
  };
}

/** Undefined where there are no findings of either form. */
function shapeOf({ imageScanFindings: found }: DescribeImageScanFindingsCommandOutput): ScanType | undefined {
  if ((found?.enhancedFindings ?? []).length > 0) return 'enhanced';
  return (found?.findings ?? []).length > 0 ? 'basic' : undefined;
}

/** All findings, of which the first page is known. */
export async function readFindings(
  client: ECRClient,
  id: ScannedId,
  first: DescribeImageScanFindingsCommandOutput,
): Promise<Finding[]> {
  const all = findingsOf(first);
  let { nextToken } = first;
  while (nextToken !== undefined) {
    const input = { ...id, maxResults: mostFindings, nextToken };
    const page = await client.send(new DescribeImageScanFindingsCommand(input));
    all.push(...findingsOf(page));
    nextToken = page.nextToken;
  }
  return all;
}

function findingsOf({ imageScanFindings: found }: DescribeImageScanFindingsCommandOutput): Finding[] {
  return [
    ...(found?.enhancedFindings ?? []).map(enhancedFinding),
    ...(found?.findings ?? []).map(basicFinding),
  ];
}

/** How many findings ECR counts, whatever of them it lists. */
export function countedBy({ imageScanFindings: found }: DescribeImageScanFindingsCommandOutput): number {
  return Object.values(found?.findingSeverityCounts ?? {}).reduce((sum, count) => sum + (count ?? 0), 0);
}
