import { clusterName } from '../../ecs/cluster-name.ts';
import { parseServiceName } from '../../ecs/service-name.ts';
import { usage } from '../../failure.ts';
import type { Severity } from '../severity.ts';
import type { Gate } from './gate.ts';
import { type Ignore, readIgnored, readIgnoreFile } from './ignore.ts';
import { readLimits, readSeverities } from './limits.ts';
import type { Place } from './running.ts';
import { eachOnce, readTarget, type Target } from './target.ts';

/** What was asked for. */
export interface Wanted {
  readonly what: { readonly targets: readonly Target[] } | { readonly place: Place };
  readonly gate: Gate & { readonly allowUnscanned: boolean };
  readonly listed: readonly Severity[];
  readonly ignores: readonly Ignore[];
  readonly mayStart: boolean;
  /** Seconds. */
  readonly patience: number;
}

export interface ScanFlags {
  readonly service: string | undefined;
  readonly cluster: string | undefined;
  readonly severity: string | undefined;
  readonly failOn: string | undefined;
  readonly max: readonly string[];
  readonly onlyFixable: boolean;
  readonly allowUnscanned: boolean;
  readonly ignore: readonly string[];
  readonly ignoreFile: string | undefined;
  readonly noStart: boolean;
  readonly wait: number | undefined;
}

/** Seconds. */
export const usualPatience = 15 * 60;

/**
 * Reads the command line.
 * @param clusterOfEnvironment what `--cluster` is where it is not typed: a default and no wish of its own.
 * @throws Failure `usage`.
 */
export function readWanted(
  images: readonly string[],
  flags: ScanFlags,
  clusterOfEnvironment: string | undefined,
): Wanted {
  return {
    what: readWhat(images, flags, clusterOfEnvironment),
    gate: {
      limits: readLimits(flags.failOn, flags.max),
      onlyFixable: flags.onlyFixable,
      allowUnscanned: flags.allowUnscanned,
    },
    listed: readSeverities(flags.severity),
    ignores: [
      ...readIgnored(flags.ignore),
      ...(flags.ignoreFile === undefined ? [] : readIgnoreFile(flags.ignoreFile)),
    ],
    mayStart: !flags.noStart,
    patience: flags.wait ?? usualPatience,
  };
}

function readWhat(
  images: readonly string[],
  { service, cluster }: ScanFlags,
  clusterOfEnvironment: string | undefined,
): Wanted['what'] {
  const isPlaceTyped = service !== undefined || (cluster !== undefined && cluster !== clusterOfEnvironment);
  if (images.length > 0) {
    if (!isPlaceTyped) return { targets: eachOnce(images.map(readTarget)) };
    throw usage('images and what runs are named both', 'give images, or --service or --cluster');
  }
  if (service !== undefined) return { place: parseServiceName(service, cluster) };
  if (cluster !== undefined) return { place: { cluster: clusterName(cluster) } };
  throw usage('no image is named', 'name images, or what runs with --service SERVICE or --cluster CLUSTER');
}
