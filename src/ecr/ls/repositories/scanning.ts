import type { Repository, ScanFrequency, ScanType } from '@aws-sdk/client-ecr';
import type { Scanning } from '../value.ts';

/** How the registry scans, as far as the caller may know. */
export interface FoundScanning {
  readonly type?: ScanType;
  /** By the names of repositories, as the rules of the registry mean them. */
  readonly frequencies: ReadonlyMap<string, ScanFrequency>;
}

/**
 * What makes ECR scan the images of a repository: the registry's rules, or beside basic scanning its own setting. With
 * enhanced scanning nobody can ask for a scan.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced.html
 */
export function scanningOf(repository: Repository, { type: told, frequencies }: FoundScanning): Scanning {
  const type = told === undefined ? 'unknown' : told === 'ENHANCED' ? 'enhanced' : 'basic';
  const rule = frequencies.get(repository.repositoryName ?? '');
  if (rule === 'CONTINUOUS_SCAN') return { type, frequency: 'continuous' };
  const ownSetting = repository.imageScanningConfiguration?.scanOnPush ?? false;
  if (rule === 'SCAN_ON_PUSH' || (type !== 'enhanced' && ownSetting)) return { type, frequency: 'on push' };
  return { type, frequency: type === 'enhanced' ? 'never' : 'on request' };
}

/** `on push`, `enhanced on push`, `enhanced`, which is continuous, or `manual`. */
export function scanningText({ type, frequency }: Scanning): string {
  if (frequency === 'on request') return 'manual';
  if (frequency === 'continuous') return 'enhanced';
  return type === 'enhanced' && frequency === 'on push' ? 'enhanced on push' : frequency;
}
