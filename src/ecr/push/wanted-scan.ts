import { usage } from '../../failure.ts';
import type { RegistryName } from '../reference.ts';
import { type Ignore, readIgnoreFile } from '../scan/ignore.ts';
import { type Limits, readLimits } from '../scan/limits.ts';

/** The scan that is to follow a push. */
export interface WantedScan {
  readonly limits: Limits;
  readonly ignores: readonly Ignore[];
}

export interface PushScanFlags {
  readonly scan: boolean;
  readonly failOn?: string | undefined;
  readonly ignoreFile?: string | undefined;
}

/**
 * Reads the flags of the scan; undefined where none is to follow.
 * @throws Failure `usage` for flags of a scan without one, and for registries that scan nothing.
 */
export function readWantedScan(flags: PushScanFlags, registry: RegistryName): WantedScan | undefined {
  const { scan, failOn, ignoreFile } = flags;
  if (!scan) {
    const stray = failOn !== undefined ? '--fail-on' : ignoreFile !== undefined ? '--ignore-file' : undefined;
    if (stray) throw usage(`${stray} is of a scan`, 'add --scan');
    return undefined;
  }
  if (registry.kind !== 'ecr') {
    const where = registry.kind === 'plain' ? 'a plain registry' : 'ECR Public';
    throw usage(`--scan: in ${where} nothing is scanned`, 'leave it out');
  }
  return {
    limits: readLimits(failOn, []),
    ignores: ignoreFile === undefined ? [] : readIgnoreFile(ignoreFile),
  };
}
