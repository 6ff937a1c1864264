import type { Counts, Severity } from '../severity.ts';
import type { Exceeded } from './gate.ts';
import type { Ignore } from './ignore.ts';
import type { Limits } from './limits.ts';
import type { MergedFinding } from './merge.ts';
import type { ScanType } from './states.ts';

/** `no-verdict`: there is no answer, from which nothing may be concluded. */
export type Verdict = 'passed' | 'failed' | 'no-verdict';

/** What `ecr scan` found, and whether it passes. */
export interface ScanValue {
  readonly verdict: Verdict;
  /** One line. */
  readonly reason: string;
  readonly gate: { readonly limits: Limits; readonly onlyFixable: boolean; readonly allowUnscanned: boolean };
  /** The severities of the findings that are listed; counts and verdicts are of all. */
  readonly listed: readonly Severity[];
  readonly images: readonly ImageValue[];
  /** Entries that would meet a finding and have expired: it counts again. */
  readonly expiredIgnores: readonly Ignore[];
  /** Entries that meet no finding. */
  readonly unusedIgnores: readonly Ignore[];
}

export interface ImageValue {
  readonly image: string;
  /** What was named: of an index its own digest. */
  readonly digest?: string;
  readonly repository?: string;
  /** Services, and families of other tasks, that run it: of `--service` and `--cluster`. */
  readonly runsIn: readonly string[];
  readonly verdict: Verdict;
  /** Why there is no verdict. */
  readonly why?: string;
  /** The limits that the image is above. */
  readonly exceeded: readonly Exceeded[];
  readonly platforms: readonly PlatformValue[];
  /** Manifests of the index that run nowhere and were left out. */
  readonly attestations: number;
  /** Of all findings but ignored ones, each once for all platforms. */
  readonly counts: Counts;
  readonly ignored: number;
  readonly findings: readonly FindingValue[];
}

export interface PlatformValue {
  readonly platform?: string;
  readonly digest: string;
  readonly status?: string;
  readonly scanType?: ScanType;
  readonly scannedAt?: Date;
  /** How new the database of weaknesses was. */
  readonly databaseAt?: Date;
  readonly findings?: number;
  /** Why there is no answer. */
  readonly why?: string;
  readonly warning?: string;
}

export interface FindingValue extends MergedFinding {
  /** By which entry it is put up with. */
  readonly ignored?: Ignore;
}
