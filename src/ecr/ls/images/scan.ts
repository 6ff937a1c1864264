import type { ImageScanStatus } from '@aws-sdk/client-ecr';
import type { DescribedScan } from '../../repository/stored-image.ts';
import { type Counts, severities, severityOf } from '../../severity.ts';
import type { ListedScan } from '../value.ts';

/** What ECR says of a scan, with an image or when it is asked. */
export interface ToldScan {
  readonly status: ImageScanStatus | undefined;
  readonly counts: Readonly<Record<string, number | undefined>> | undefined;
  readonly completedAt: Date | undefined;
}

const whys: Readonly<Record<string, string>> = {
  FAILED: 'scan failed',
  UNSUPPORTED_IMAGE: 'cannot be scanned',
  SCAN_ELIGIBILITY_EXPIRED: 'too old to be scanned',
  FINDINGS_UNAVAILABLE: 'findings unavailable',
  LIMIT_EXCEEDED: 'scans used up',
  IMAGE_ARCHIVED: 'archived',
};

/**
 * A scan in the few words of a list. Nothing that has not ended is taken for clean.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageScanStatus.html
 */
export function listedScan({ status: told, counts, completedAt }: ToldScan): ListedScan {
  const status = told?.status ?? 'UNKNOWN';
  if (status === 'PENDING' || status === 'IN_PROGRESS') return { state: 'under way', status };
  if (status !== 'COMPLETE' && status !== 'ACTIVE') {
    return { state: 'no answer', status, why: whys[status] ?? status.toLowerCase().replaceAll('_', ' ') };
  }
  // Inspector is ACTIVE from the beginning on, before it has looked.
  if (status === 'ACTIVE' && completedAt === undefined && counts === undefined)
    return { state: 'under way', status };
  return {
    state: 'complete',
    status,
    counts: countsOf(counts ?? {}),
    ...(completedAt && { scannedAt: completedAt }),
  };
}

/** The scan that came with the image; undefined where ECR has to be asked for its findings. */
export function scanOfDescription(scan: DescribedScan | undefined): ListedScan | undefined {
  if (!scan) return undefined;
  const { imageScanStatus: status, imageScanFindingsSummary: summary } = scan;
  const hasEnded = status?.status === 'COMPLETE' || status?.status === 'ACTIVE';
  if (hasEnded && !summary?.findingSeverityCounts) return undefined;
  return listedScan({
    status,
    counts: summary?.findingSeverityCounts,
    completedAt: summary?.imageScanCompletedAt,
  });
}

function countsOf(told: NonNullable<ToldScan['counts']>): Counts {
  const counts: Partial<Record<(typeof severities)[number], number>> = {};
  for (const [severity, count = 0] of Object.entries(told)) {
    const own = severityOf(severity);
    counts[own] = (counts[own] ?? 0) + count;
  }
  return graverFirst(counts);
}

/** Without those of which there is none. */
function graverFirst(counts: Counts): Counts {
  return Object.fromEntries(severities.flatMap((one) => (counts[one] ? [[one, counts[one]]] : [])));
}

/** The scan of an index by those of its platforms: ECR scans these alone. */
export function scanOfPlatforms(scans: readonly ListedScan[]): ListedScan {
  const complete = scans.filter(({ state }) => state === 'complete');
  const open = scans.find(({ state }) => state !== 'complete');
  if (complete.length === 0) return open ?? { state: 'no answer', why: 'has no platform' };
  const times = complete.flatMap(({ scannedAt }) => scannedAt?.getTime() ?? []);
  const [{ status } = {}] = complete;
  const known = {
    ...(status !== undefined && { status }),
    counts: graverFirst(worst(complete.map(({ counts = {} }) => counts))),
    ...(times.length > 0 && { scannedAt: new Date(Math.min(...times)) }),
  };
  if (!open) return { state: 'complete', ...known };
  return { state: 'partial', ...known, why: `${complete.length} of ${scans.length} platforms` };
}

/** Most platforms have the same findings: their sum would count each several times. */
function worst(all: readonly Counts[]): Counts {
  return Object.fromEntries(
    severities.map((one) => [one, Math.max(...all.map((counts) => counts[one] ?? 0))]),
  );
}
