import { bySeverity } from '../severity.ts';
import type { Finding } from './findings.ts';

/** What was found in one platform of an image. */
export interface PlatformFindings {
  /** `linux/arm64`, or the digest's beginning where the platform is not told. */
  readonly platform: string;
  readonly findings: readonly Finding[];
}

/** A finding, and the platforms of the image that have it. */
export interface MergedFinding extends Finding {
  readonly platforms: readonly string[];
}

/**
 * The findings of an image's platforms, equal ones once: the same weakness of the same packages in the same versions. Where
 * platforms differ in the rest, the graver counts, and a fix that one of them has. The gravest first, then what has a fix,
 * then by score.
 */
export function mergeFindings(platforms: readonly PlatformFindings[]): MergedFinding[] {
  const merged = new Map<string, MergedFinding>();
  for (const { platform, findings } of platforms) {
    for (const finding of findings) {
      const key = keyOf(finding);
      const known = merged.get(key);
      merged.set(key, known ? joined(known, finding, platform) : { ...finding, platforms: [platform] });
    }
  }
  return [...merged.values()].sort(worstFirst);
}

function keyOf({ id, packages }: Finding): string {
  const parts = packages.map(({ name, installed = '', path = '' }) => [name, installed, path]);
  return JSON.stringify([id, ...parts.map((part) => JSON.stringify(part)).sort()]);
}

function joined(known: MergedFinding, other: Finding, platform: string): MergedFinding {
  const graver = bySeverity(other.severity, known.severity) < 0 ? other : known;
  const fixable =
    known.fixable === undefined || other.fixable === undefined ? undefined : known.fixable || other.fixable;
  const { fixable: _fixable, ...rest } = graver;
  return {
    ...rest,
    ...(fixable !== undefined && { fixable }),
    platforms: [...new Set([...known.platforms, platform])],
  };
}

function worstFirst(one: Finding, other: Finding): number {
  return (
    bySeverity(one.severity, other.severity) ||
    Number(other.fixable ?? false) - Number(one.fixable ?? false) ||
    (other.score ?? -1) - (one.score ?? -1) ||
    (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)
  );
}
