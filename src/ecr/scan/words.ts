import { shortName } from './finding-words.ts';
import type { Ignore } from './ignore.ts';
import type { ImageValue, ScanValue } from './value.ts';

type Judged = Pick<ScanValue, 'verdict' | 'gate' | 'images'>;

/**
 * One line that says how it ended and why.
 * @param where what was looked through, where nothing runs there.
 */
export function reasonOf(value: Judged, where = 'that place'): string {
  const { images, verdict } = value;
  if (images.length === 0)
    return `${openWord(verdict)}: nothing runs in ${where}, so that there is nothing to scan`;
  const failed = images.filter((image) => image.verdict === 'failed');
  if (failed.length > 0)
    return `fail: ${share(failed, images)}${failed.map(failure).join('; ')}${asFixable(value)}`;
  const open = images.filter((image) => image.verdict === 'no-verdict');
  if (open.length > 0)
    return `${openWord(verdict)}: ${share(open, images)}${open.map(openReason).join('; ')}`;
  return passed(value);
}

function openWord(verdict: ScanValue['verdict']): string {
  return verdict === 'no-verdict' ? 'no verdict' : 'not scanned (--allow-unscanned)';
}

function share(some: readonly ImageValue[], all: readonly ImageValue[]): string {
  return all.length === 1 ? '' : `${some.length} of ${all.length} images: `;
}

/** `legacy:4.2 has 6 critical (limit 0)` */
function failure({ image, exceeded }: ImageValue): string {
  const parts = exceeded.map(({ severity, count, limit }) => `${count} ${severity} (limit ${limit})`);
  return `${shortName(image)} has ${parts.join(', ')}`;
}

function asFixable({ gate }: Judged): string {
  return gate.onlyFixable ? ', of what can be fixed' : '';
}

function openReason({ image, why }: ImageValue): string {
  return `${shortName(image)}: ${why}`;
}

function passed({ gate, images }: Judged): string {
  const what = images.length === 1 ? shortName(images[0]?.image ?? '') : `${images.length} images`;
  const limits = Object.entries(gate.limits).map(([severity, limit]) => `${severity} ${limit}`);
  if (limits.length === 0) return `pass: ${what}, with no limit set (--fail-on, --max)`;
  return `pass: ${what} within the limits (${limits.join(', ')})${asFixable({ gate } as Judged)}`;
}

/** `CVE-2024-1234 (line 3)` */
function ignoreName({ id, from }: Ignore): string {
  return `${id} (${from})`;
}

/** What the reader should know beside the verdict, a line each. */
export function warningsOf(value: ScanValue): string[] {
  const { images, gate, expiredIgnores, unusedIgnores } = value;
  const open = images.filter(({ why }) => why !== undefined);
  const isInReason = !value.reason.startsWith('fail') && !value.reason.startsWith('pass');
  const basic = images.filter(({ platforms }) => platforms.some(({ scanType }) => scanType === 'basic'));
  return [
    ...(isInReason ? [] : open.map(({ image, why }) => `no verdict on ${shortName(image)}: ${why}`)),
    ...images.flatMap(({ image, platforms }) =>
      platforms.flatMap(({ warning }) => (warning === undefined ? [] : [`${shortName(image)}: ${warning}`])),
    ),
    ...(gate.onlyFixable && basic.length > 0
      ? [`basic scans do not say what can be fixed, so that all findings of ${names(basic)} count`]
      : []),
    ...expiredIgnores.map(
      (entry) => `${ignoreName(entry)} is ignored no more since ${entry.until}: it counts`,
    ),
    ...unusedIgnores.map((entry) => `${ignoreName(entry)} is ignored and was not found`),
  ];
}

function names(images: readonly ImageValue[]): string {
  return images.map(({ image }) => shortName(image)).join(', ');
}
