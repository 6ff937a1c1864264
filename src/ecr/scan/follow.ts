import {
  type DescribeImageScanFindingsCommandOutput,
  type ECRClient,
  StartImageScanCommand,
} from '@aws-sdk/client-ecr';
import type { Clock } from '../../aws/clock.ts';
import { explainAwsError } from '../../aws/explain.ts';
import { poll } from '../../aws/poll.ts';
import { Failure } from '../../failure.ts';
import { duration } from '../../terminal/ago.ts';
import { isDenied } from '../denied.ts';
import type { Finding } from './findings.ts';
import { countedBy, type Look, lookAtScan, readFindings, type ScannedId } from './look.ts';
import { type Judgement, judgeSeen, type ScanType, type Start } from './states.ts';

/** What came of the scan of one platform's image. */
export type Scanned =
  | {
      readonly kind: 'findings';
      readonly type: ScanType;
      readonly status: string;
      readonly scannedAt?: Date;
      /** How new the database of weaknesses was. */
      readonly databaseAt?: Date;
      readonly findings: readonly Finding[];
      readonly warning?: string;
    }
  | { readonly kind: 'none'; readonly status?: string; readonly why: string };

export interface FollowOptions {
  readonly registry: ScanType | undefined;
  /** A scan may be begun where there is none of the last day. */
  readonly mayStart: boolean;
  /** Seconds. */
  readonly patience: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** AWS's time. */
  readonly now: () => Date;
  readonly onWaiting?: (what: string) => void;
}

/** Seconds between two looks. */
const pause = 10;

/**
 * Waits until a scan has ended in any of its states, and begins one where that is due. What keeps it from an answer is part
 * of the result; the SDK's own waiter knows two states of ten, and waits on after an access error.
 * @throws errors of AWS that are not about this image, and the abort's reason.
 */
export async function followScan(client: ECRClient, id: ScannedId, options: FollowOptions): Promise<Scanned> {
  const watch = new ScanWatch(client, id, options);
  try {
    return await poll<Judgement, Scanned | Promise<Scanned>>({
      ...options,
      every: pause,
      look: () => watch.look(),
      judge: (judgement) => {
        if (judgement.kind === 'none') return { kind: 'done', value: watch.none(judgement.why) };
        if (judgement.kind === 'use') return { kind: 'done', value: watch.findings(judgement) };
        return { kind: 'waiting', for: judgement.kind === 'start' ? 'the scan to begin' : judgement.for };
      },
    });
  } catch (error) {
    options.signal?.throwIfAborted();
    if (isDenied(error)) return watch.none(explainAwsError(error)?.message ?? error.message);
    if (error instanceof Failure && error.kind === 'timed-out') return watch.none(watch.late());
    if (error instanceof Error && error.name in goneWords) return watch.none(goneWords[error.name] ?? '');
    throw error;
  }
}

/** What another removed while it was waited for. */
const goneWords: Readonly<Record<string, string>> = {
  ImageNotFoundException: 'the image is gone from its repository',
  RepositoryNotFoundException: 'its repository is gone',
};

class ScanWatch {
  readonly #client: ECRClient;
  readonly #id: ScannedId;
  readonly #options: FollowOptions;
  readonly #begunAt: number;
  #registry: ScanType | undefined;
  #start: Start;
  #last: Look | undefined;
  #steadySince: number;

  constructor(client: ECRClient, id: ScannedId, options: FollowOptions) {
    this.#client = client;
    this.#id = id;
    this.#options = options;
    this.#registry = options.registry;
    this.#start = { kind: options.mayStart ? 'may' : 'forbidden' };
    this.#begunAt = options.clock.now().getTime();
    this.#steadySince = this.#begunAt;
  }

  /** Looks once, and begins a scan if that is what is to be done. */
  async look(): Promise<Judgement> {
    const look = await lookAtScan(this.#client, this.#id);
    const now = this.#options.clock.now().getTime();
    if (fingerprintOf(look) !== fingerprintOf(this.#last)) this.#steadySince = now;
    this.#last = look;
    const judgement = this.#judge(look, now);
    if (judgement.kind !== 'start') return judgement;
    this.#start = await this.#begin(look);
    // What cannot begin may yet be answered by what is there.
    return this.#start.kind === 'refused' ? this.#judge(look, now) : judgement;
  }

  #judge({ seen }: Look, now: number): Judgement {
    return judgeSeen(seen, {
      registry: this.#registry,
      start: this.#start,
      now: this.#options.now(),
      waited: (now - this.#begunAt) / 1000,
      steady: (now - this.#steadySince) / 1000,
    });
  }

  async #begin({ seen }: Look): Promise<Start> {
    try {
      await this.#client.send(new StartImageScanCommand({ ...this.#id, imageId: this.#id.imageId }));
      const before = seen.kind === 'scan' ? seen.completedAt : undefined;
      return { kind: 'begun', ...(before && { before }) };
    } catch (error) {
      const why = refusalOf(error);
      if (why === undefined) throw error;
      const { name } = error as Error;
      // Only a registry with enhanced scanning refuses to scan at all.
      if (name === 'ValidationException') this.#registry = 'enhanced';
      return { kind: 'refused', why, mayCome: name === 'LimitExceededException' };
    }
  }

  async findings({ type, warning }: Extract<Judgement, { kind: 'use' }>): Promise<Scanned> {
    const page = this.#last?.page;
    if (!page) throw new Error('Findings are used that were not seen');
    const findings = await readFindings(this.#client, this.#id, page);
    const found = page.imageScanFindings;
    const warnings = [warning, shortfall(findings.length, page)].filter((one) => one !== undefined);
    return {
      kind: 'findings',
      type,
      status: page.imageScanStatus?.status ?? 'UNKNOWN',
      ...(found?.imageScanCompletedAt && { scannedAt: found.imageScanCompletedAt }),
      ...(found?.vulnerabilitySourceUpdatedAt && { databaseAt: found.vulnerabilitySourceUpdatedAt }),
      findings,
      ...(warnings.length > 0 && { warning: warnings.join('; ') }),
    };
  }

  none(why: string): Scanned {
    const { seen } = this.#last ?? {};
    return { kind: 'none', ...(seen?.kind === 'scan' && { status: seen.status }), why };
  }

  late(): string {
    const { seen } = this.#last ?? {};
    const state = seen?.kind === 'scan' ? `; its state is ${seen.status}` : '';
    return `the scan was not done within ${duration(this.#options.patience)} (--wait)${state}`;
  }
}

function fingerprintOf(look: Look | undefined): string {
  return look?.seen.kind === 'scan' ? look.seen.fingerprint : '';
}

function shortfall(listed: number, page: DescribeImageScanFindingsCommandOutput): string | undefined {
  const counted = countedBy(page);
  return listed < counted ? `ECR counts ${counted} findings and lists ${listed} of them` : undefined;
}

/**
 * Why a scan does not begin, where that is about the image or the day. ECR answers the second scan of a day by the same
 * error as too many requests: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-basic.html
 */
function refusalOf(error: unknown): string | undefined {
  if (isDenied(error)) return explainAwsError(error)?.message ?? error.message;
  return error instanceof Error ? refusals[error.name] : undefined;
}

const refusals: Readonly<Record<string, string>> = {
  LimitExceededException: 'ECR scans an image once in 24 hours, and an account so many',
  UnsupportedImageTypeException: 'ECR cannot scan an image of this kind',
  ImageArchivedException: 'the image is archived',
  ValidationException: 'the registry scans by Inspector, which begins by itself',
};
