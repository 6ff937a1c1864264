import type { FindingSeverity, ScanStatus } from '@aws-sdk/client-ecr';
import type { Call } from '../../../service.ts';
import type { Manifest, Repository } from '../state.ts';
import { appliedRules } from './filters.ts';
import { isImage, openImage, type ScannedImage } from './image.ts';
import type { Vulnerability } from './vulnerability.ts';

/** How far the scan of an image has come. */
export interface ScanState {
  readonly status: ScanStatus;
  readonly description: string;
  /** What was found until now; undefined as long as there is no answer. */
  readonly found: Found | undefined;
}

export interface Found {
  readonly isEnhanced: boolean;
  readonly image: ScannedImage;
  readonly completedAt: Date;
  readonly vulnerabilities: readonly Vulnerability[];
}

const DAY_MS = 24 * 3600_000;
/** How far back enhanced scanning looks when it is turned on. */
const LOOK_BACK_MS = 14 * DAY_MS;

const descriptions: Readonly<Record<ScanStatus, string>> = {
  PENDING: 'The scan is pending.',
  IN_PROGRESS: 'The scan is in progress.',
  COMPLETE: 'The scan was completed successfully.',
  ACTIVE: 'Continuous scan is selected for image.',
  FAILED: 'The scan failed.',
  UNSUPPORTED_IMAGE: 'UnsupportedImageError: The operating system and/or package manager are not supported.',
  SCAN_ELIGIBILITY_EXPIRED: 'The image is no longer eligible for continuous scanning.',
  FINDINGS_UNAVAILABLE: 'Findings are not available for the image.',
  LIMIT_EXCEEDED: 'The number of scans in 24 hours has been exceeded.',
  IMAGE_ARCHIVED: 'The image is archived.',
};

/** Undefined where the image was never scanned, nor ever will be by itself. */
export function scanState(repository: Repository, manifest: Manifest, call: Call): ScanState | undefined {
  if (!isImage(manifest)) return undefined;
  const { scanning } = call.region.ecr;
  const state =
    scanning.scanType === 'ENHANCED'
      ? enhanced(repository, manifest, call)
      : basic(repository, manifest, call);
  return state && manifest.status !== 'ACTIVE' ? ended('IMAGE_ARCHIVED') : state;
}

/** From PENDING over IN_PROGRESS to its end. */
function basic(repository: Repository, manifest: Manifest, call: Call): ScanState | undefined {
  const { scan } = manifest;
  if (!scan) return undefined;
  const { scanPendingSeconds: pending, scanSeconds: whole } = call.world.rules;
  const seconds = (call.now.getTime() - scan.requestedAt.getTime()) / 1000;
  if (seconds < pending) return ended('PENDING');
  if (seconds < whole) return ended('IN_PROGRESS');
  const image = openImage(repository, manifest);
  if (scan.ends !== undefined && scan.ends !== 'COMPLETE') return ended(scan.ends);
  if (image.base.platform === undefined) return ended('UNSUPPORTED_IMAGE');
  const completedAt = new Date(scan.requestedAt.getTime() + whole * 1000);
  const { vulnerabilities } = image.base;
  return { ...ended('COMPLETE'), found: { isEnhanced: false, image, completedAt, vulnerabilities } };
}

/**
 * Enhanced scanning goes by itself: a continuous one is ACTIVE from the first finding on while more are still coming, one
 * on push is COMPLETE. Images that were old when it was turned on are left out.
 */
function enhanced(repository: Repository, manifest: Manifest, call: Call): ScanState | undefined {
  const { scanning } = call.region.ecr;
  const [rule] = appliedRules(scanning.rules, repository.name);
  if (!rule) return undefined;
  const { pushedAt, scan } = manifest;
  if (scan?.ends !== undefined && scan.ends !== 'COMPLETE') return ended(scan.ends);
  if (pushedAt.getTime() < scanning.since.getTime() - LOOK_BACK_MS) return ended('SCAN_ELIGIBILITY_EXPIRED');
  const begun = new Date(Math.max(pushedAt.getTime(), scanning.since.getTime()));
  const { scanPendingSeconds: pending, scanSeconds, enhancedScanSeconds } = call.world.rules;
  const seconds = (call.now.getTime() - begun.getTime()) / 1000;
  if (seconds < pending) return ended('PENDING');
  if (seconds < scanSeconds) return ended('IN_PROGRESS');
  const image = openImage(repository, manifest);
  const all = [...image.base.vulnerabilities, ...image.applications];
  const share = Math.min((seconds - scanSeconds) / Math.max(enhancedScanSeconds - scanSeconds, 1), 1);
  return {
    ...ended(rule.scanFrequency === 'CONTINUOUS_SCAN' ? 'ACTIVE' : 'COMPLETE'),
    found: {
      ...{ isEnhanced: true, image, completedAt: new Date(begun.getTime() + scanSeconds * 1000) },
      vulnerabilities: all.slice(0, Math.floor(all.length * share)),
    },
  };
}

function ended(status: ScanStatus): ScanState {
  return { status, description: descriptions[status], found: undefined };
}

/** How many there are of each severity; of what there is none, there is no count. */
export function severityCounts(
  vulnerabilities: readonly Vulnerability[],
): Partial<Record<FindingSeverity, number>> {
  const counts: Partial<Record<FindingSeverity, number>> = {};
  for (const { severity } of vulnerabilities) counts[severity] = (counts[severity] ?? 0) + 1;
  return counts;
}

/** The database of weaknesses was last brought up to date on the day before. */
export function sourceUpdatedAt(completedAt: Date): Date {
  return new Date(completedAt.getTime() - DAY_MS);
}
