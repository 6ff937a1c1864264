import { shortDigest } from '../image/digest.ts';
import { countSeverities, type Severity } from '../severity.ts';
import type { Scanned } from './follow.ts';
import { exceededLimits, type Gate } from './gate.ts';
import { type Ignore, ignoreOf, reviewIgnores } from './ignore.ts';
import { mergeFindings } from './merge.ts';
import type { PlatformImage, Resolved } from './resolve.ts';
import type { Target, Unscannable } from './target.ts';
import type { FindingValue, ImageValue, PlatformValue, ScanValue, Verdict } from './value.ts';
import { reasonOf } from './words.ts';

/** What was found out of one image. */
export interface ImageFound {
  readonly target: Target;
  readonly resolved: Resolved;
  /** In the order of its platforms. */
  readonly scanned: readonly Scanned[];
}

export interface ScanFound {
  readonly images: readonly ImageFound[];
  readonly unscannable: readonly Unscannable[];
  /** Where nothing runs: `service prod/web`. */
  readonly where?: string;
}

export interface Wish {
  readonly gate: Gate & { readonly allowUnscanned: boolean };
  readonly listed: readonly Severity[];
  readonly ignores: readonly Ignore[];
  /** AWS's time, by which entries expire. */
  readonly now: Date;
}

/**
 * Judges all images. A limit that is exceeded fails whatever else is not known; what has no answer is no pass. The list of
 * severities has no part in it.
 */
export function judgeScan(found: ScanFound, wish: Wish): ScanValue {
  const whole = [
    ...found.images.map((image) => judgeImage(image, wish)),
    ...found.unscannable.map(unscannableValue),
  ];
  const ids = whole.flatMap(({ findings }) => findings.map(({ id }) => id));
  const { expired, unused } = reviewIgnores(wish.ignores, ids, wish.now);
  const isWhole = whole.every(({ verdict }) => verdict !== 'no-verdict');
  const { limits, onlyFixable, allowUnscanned } = wish.gate;
  const value = {
    verdict: verdictOf(whole, allowUnscanned),
    gate: { limits, onlyFixable, allowUnscanned },
    listed: wish.listed,
    images: whole.map((image) => ({ ...image, findings: listedOnly(image.findings, wish.listed) })),
    expiredIgnores: expired,
    // What has no answer may have had the finding.
    unusedIgnores: isWhole ? unused : [],
  };
  return { ...value, reason: reasonOf(value, found.where) };
}

function verdictOf(images: readonly ImageValue[], allowUnscanned: boolean): Verdict {
  if (images.some(({ verdict }) => verdict === 'failed')) return 'failed';
  const isOpen = images.length === 0 || images.some(({ verdict }) => verdict === 'no-verdict');
  return isOpen && !allowUnscanned ? 'no-verdict' : 'passed';
}

function listedOnly(findings: readonly FindingValue[], listed: readonly Severity[]): FindingValue[] {
  return findings.filter(({ severity }) => listed.includes(severity));
}

function judgeImage({ target, resolved, scanned }: ImageFound, wish: Wish): ImageValue {
  const named = { image: target.name, repository: target.repository, runsIn: target.runsIn };
  if (resolved.kind === 'untold') return { ...named, ...withoutAnswer(resolved.why) };
  const { digest, platforms, attestations } = resolved;
  const merged = mergeFindings(
    platforms.flatMap((platform, index) => {
      const one = scanned[index];
      return one?.kind === 'findings' ? [{ platform: nameOf(platform), findings: one.findings }] : [];
    }),
  );
  const findings = merged.map((finding): FindingValue => {
    const ignored = ignoreOf(finding.id, wish.ignores, wish.now);
    return { ...finding, ...(ignored && { ignored }) };
  });
  const exceeded = exceededLimits(findings, wish.gate);
  const why = whyOpen(platforms, scanned);
  const counted = findings.filter(({ ignored }) => !ignored);
  return {
    ...named,
    digest,
    verdict: exceeded.length > 0 ? 'failed' : why === undefined ? 'passed' : 'no-verdict',
    ...(why !== undefined && { why }),
    exceeded,
    platforms: platforms.map((platform, index) => platformValue(platform, scanned[index])),
    attestations,
    counts: countSeverities(counted),
    ignored: findings.length - counted.length,
    findings,
  };
}

function nameOf({ platform, digest }: PlatformImage): string {
  return platform ?? shortDigest(digest);
}

/** Undefined where every platform has an answer. */
function whyOpen(platforms: readonly PlatformImage[], scanned: readonly Scanned[]): string | undefined {
  if (platforms.length === 0) return 'nothing in the index can be scanned';
  const open = platforms.flatMap((platform, index) => {
    const one = scanned[index];
    return one?.kind === 'findings' ? [] : [{ platform, why: one?.why ?? 'it was not looked at' }];
  });
  const reasons = new Set(open.map(({ why }) => why));
  if (platforms.length === 1 || (open.length === platforms.length && reasons.size === 1)) return open[0]?.why;
  return open.map(({ platform, why }) => `${nameOf(platform)}: ${why}`).join('; ') || undefined;
}

function platformValue({ digest, platform }: PlatformImage, scanned: Scanned | undefined): PlatformValue {
  const image = { ...(platform !== undefined && { platform }), digest };
  if (scanned?.kind !== 'findings') {
    return {
      ...image,
      ...(scanned?.status !== undefined && { status: scanned.status }),
      why: scanned?.why ?? '',
    };
  }
  const { type, status, scannedAt, databaseAt, findings, warning } = scanned;
  return {
    ...{ ...image, status, scanType: type },
    ...(scannedAt && { scannedAt }),
    ...(databaseAt && { databaseAt }),
    findings: findings.length,
    ...(warning !== undefined && { warning }),
  };
}

function unscannableValue({ name, why, runsIn }: Unscannable): ImageValue {
  return { image: name, runsIn, ...withoutAnswer(why) };
}

function withoutAnswer(why: string) {
  return {
    verdict: 'no-verdict' as const,
    why,
    exceeded: [],
    platforms: [],
    attestations: 0,
    counts: {},
    ignored: 0,
    findings: [],
  };
}
