import { shortDigest } from '../image/digest.ts';
import type { Finding } from './findings.ts';

/** `openssl`, or `openssl +2` where one finding is of several packages. */
export function packageText({ packages: [first, ...others] }: Finding): string | undefined {
  return first && `${first.name}${others.length > 0 ? ` +${others.length}` : ''}`;
}

export function installedText({ packages: [first] }: Finding): string | undefined {
  return first?.installed;
}

/** The version without it; `no fix` where the scan says that there is none, and undefined where it does not say. */
export function fixedText({ packages, fixable }: Finding): string | undefined {
  const fixed = packages.find((one) => one.fixed !== undefined)?.fixed;
  if (fixed !== undefined) return fixed;
  if (fixable === undefined) return undefined;
  return fixable ? 'yes' : 'no fix';
}

/** `3.0.9-1 → 3.0.11-1`: which version is there, and which is without it. */
export function versionsText(finding: Finding): string {
  const fixed = fixedText(finding);
  return `${installedText(finding) ?? ''}${fixed === undefined ? '' : ` → ${fixed}`}`.trim();
}

/** `ignored until 2027-01-31: not reachable` */
export function ignoreText({ until, reason }: { readonly until?: string; readonly reason?: string }): string {
  return `ignored${until === undefined ? '' : ` until ${until}`}${reason === undefined ? '' : `: ${reason}`}`;
}

/** `web@sha256:4f2a91c07d3e`: the name of an image with no more of a digest than tells it from others. */
export function shortName(image: string): string {
  const at = image.indexOf('@sha256:');
  return at < 0 ? image : `${image.slice(0, at + 1)}${shortDigest(image.slice(at + 1))}`;
}
