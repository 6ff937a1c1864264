import { duration } from '../../terminal/ago.ts';

export type ScanType = 'basic' | 'enhanced';

/** What ECR tells of an image's scan at one look. */
export type Seen =
  /** ScanNotFoundException: it was never scanned, or was pushed just now. */
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'scan';
      readonly status: string;
      readonly description?: string;
      readonly completedAt?: Date;
      /** By the form of its findings, where there are any. */
      readonly shape?: ScanType;
      /** Counts of findings as one text: equal where nothing came or went. */
      readonly fingerprint: string;
    };

/** Where a scan that ecsctl may begin stands. One that is refused `mayCome` all the same, as that of a push does. */
export type Start =
  | { readonly kind: 'may' }
  /** `--no-start` */
  | { readonly kind: 'forbidden' }
  /** Begun by us; with when an older scan had ended. */
  | { readonly kind: 'begun'; readonly before?: Date }
  | { readonly kind: 'refused'; readonly why: string; readonly mayCome: boolean };

/** What is known of the wait beside what is seen now. */
export interface Waited {
  /** How the registry scans; undefined where that may not be asked. */
  readonly registry: ScanType | undefined;
  readonly start: Start;
  /** AWS's time. */
  readonly now: Date;
  /** Seconds since the first look. */
  readonly waited: number;
  /** Seconds since the findings last changed. */
  readonly steady: number;
}

/** What to do after a look. */
export type Judgement =
  | { readonly kind: 'start' }
  | { readonly kind: 'wait'; readonly for: string }
  | { readonly kind: 'use'; readonly type: ScanType; readonly warning?: string }
  | { readonly kind: 'none'; readonly why: string };

const daySeconds = 24 * 3600;
/** Seconds for which ECR may not yet know of what was just pushed, or of a scan that was just asked for. */
const grace = 30;
/** Findings of Inspector come one after the other while the status says that all is done. */
const settledAfter = 10;
/** From then on after its end, findings of a scan are all there. */
const oldSeconds = 3600;

/** States without an answer in which a new scan may bring one. */
const again = new Set(['FAILED', 'LIMIT_EXCEEDED', 'FINDINGS_UNAVAILABLE', 'SCAN_ELIGIBILITY_EXPIRED']);

const ends: Readonly<Record<string, string>> = {
  FAILED: 'the scan failed',
  UNSUPPORTED_IMAGE: 'ECR cannot scan an image of this kind',
  SCAN_ELIGIBILITY_EXPIRED: 'the image is too old for the continuous scanning of this registry',
  FINDINGS_UNAVAILABLE: 'the findings are not available',
  LIMIT_EXCEEDED: 'the scans of this account are used up for today',
  IMAGE_ARCHIVED: 'the image is archived',
};

/**
 * Judges one look at a scan. Never takes for clean what has no answer.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageScanStatus.html
 */
export function judgeSeen(seen: Seen, waited: Waited): Judgement {
  if (seen.kind === 'nothing') return judgeNothing(waited);
  const { status } = seen;
  const type = typeOf(seen, waited.registry);
  if (status === 'PENDING' || status === 'IN_PROGRESS') return { kind: 'wait', for: 'the scan' };
  if (status === 'COMPLETE' || status === 'ACTIVE') {
    return type === 'enhanced' ? judgeEnhanced(seen, waited) : judgeBasic(seen, waited);
  }
  if (type === 'basic' && again.has(status)) {
    if (waited.start.kind === 'may') return { kind: 'start' };
    if (waited.start.kind === 'begun' && waited.waited < grace) return { kind: 'wait', for: 'the new scan' };
  }
  return { kind: 'none', why: endText(seen, waited.start) };
}

type SeenScan = Extract<Seen, { kind: 'scan' }>;

/** The form of the findings tells; the status does not, for both kinds are COMPLETE now and then. */
function typeOf({ shape, status }: SeenScan, registry: ScanType | undefined): ScanType {
  return shape ?? registry ?? (status === 'ACTIVE' ? 'enhanced' : 'basic');
}

function endText({ status, description }: SeenScan, start: Start): string {
  const text = ends[status] ?? `the scan is in the state ${status}, which says nothing of findings`;
  const told = status === 'UNSUPPORTED_IMAGE' && description ? `: ${description.replace(/\.$/, '')}` : '';
  const refused = start.kind === 'refused' ? `, and a new one does not begin: ${start.why}` : '';
  return `${text}${told}${refused}`;
}

function judgeNothing({ registry, start, waited }: Waited): Judgement {
  const isEarly = waited < grace;
  if (registry === 'enhanced') {
    if (isEarly) return { kind: 'wait', for: 'the scan to begin' };
    return {
      kind: 'none',
      why: 'Inspector has not scanned it: no scanning rule of the registry means its repository, or it is older than the rules',
    };
  }
  if (start.kind === 'may') return { kind: 'start' };
  if (start.kind === 'forbidden') return { kind: 'none', why: 'it was never scanned (--no-start)' };
  if (start.kind === 'begun' || (isEarly && start.mayCome)) return { kind: 'wait', for: 'the scan to begin' };
  return { kind: 'none', why: `it was never scanned, and a scan does not begin: ${start.why}` };
}

function judgeBasic({ completedAt }: SeenScan, { start, now }: Waited): Judgement {
  const use = { kind: 'use', type: 'basic' } as const;
  if (start.kind === 'begun') {
    const isOld = start.before !== undefined && completedAt?.getTime() === start.before.getTime();
    return isOld ? { kind: 'wait', for: 'the new scan' } : use;
  }
  const age = completedAt === undefined ? 0 : (now.getTime() - completedAt.getTime()) / 1000;
  if (age <= daySeconds || start.kind === 'forbidden') return use;
  if (start.kind === 'may') return { kind: 'start' };
  return { ...use, warning: `scanned ${duration(age)} ago; a new scan does not begin: ${start.why}` };
}

function judgeEnhanced({ completedAt, shape }: SeenScan, { now, steady }: Waited): Judgement {
  if (completedAt === undefined && shape === undefined) return { kind: 'wait', for: 'the first findings' };
  const age = completedAt === undefined ? 0 : (now.getTime() - completedAt.getTime()) / 1000;
  if (age >= oldSeconds || steady >= settledAfter) return { kind: 'use', type: 'enhanced' };
  return { kind: 'wait', for: 'findings that may still come' };
}
