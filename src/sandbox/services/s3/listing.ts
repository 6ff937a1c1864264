import { AwsError } from '../../service.ts';
import type { Bucket } from './state.ts';

/** What a listing is asked for, in the words of both ListObjectsV2 and ListObjectVersions. */
export interface Wanted {
  readonly prefix: string;
  /** Keys that have it behind the prefix are rolled up into one common prefix. */
  readonly delimiter: string;
  readonly most: number;
}

/** One line of a listing: an entry, or all keys below a common prefix. */
export type Line<Entry> =
  | { readonly key: string; readonly entry: Entry }
  | { readonly key: string; readonly commonPrefix: string };

/**
 * The keys of a bucket in the order of their UTF-8 bytes, in which S3 lists them. JavaScript's own order, which is the
 * faster one, differs only where there are surrogates.
 */
export function sortedKeys(bucket: Bucket): string[] {
  const keys = [...bucket.keys.keys()];
  return keys.some((key) => /[\ud800-\udfff]/.test(key)) ? keys.sort(compareKeys) : keys.sort();
}

function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

export interface Listed<Entry> {
  readonly lines: readonly Line<Entry>[];
  /** Whether there is more behind the last line. */
  readonly isTruncated: boolean;
}

/**
 * The first lines, `most` at the most, of those entries that have the prefix. `entries` come in the order of their keys,
 * those behind the place where the listing is taken up.
 */
export function list<Entry extends { readonly key: string }>(
  entries: Iterable<Entry>,
  { prefix, delimiter, most }: Wanted,
): Listed<Entry> {
  const lines: Line<Entry>[] = [];
  let lastPrefix: string | undefined;
  for (const entry of entries) {
    if (!entry.key.startsWith(prefix)) continue;
    const commonPrefix = commonPrefixOf(entry.key, prefix, delimiter);
    if (commonPrefix !== undefined && commonPrefix === lastPrefix) continue;
    if (lines.length === most) return { lines, isTruncated: most > 0 };
    lastPrefix = commonPrefix;
    lines.push(commonPrefix === undefined ? { key: entry.key, entry } : { key: commonPrefix, commonPrefix });
  }
  return { lines, isTruncated: false };
}

function commonPrefixOf(key: string, prefix: string, delimiter: string): string | undefined {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

/** Whether a key stands behind a marker: a marker that is a common prefix has all keys below it behind it as well. */
export function isBehind(key: string, marker: string, delimiter: string): boolean {
  if (delimiter !== '' && marker.endsWith(delimiter) && key.startsWith(marker)) return false;
  return compareKeys(key, marker) > 0;
}

/** The texts of an answer, percent-encoded where the client asked for that since XML cannot carry every character. */
export function encoder(encodingType: string | undefined): (text: string) => string {
  return encodingType === 'url' ? (text) => encodeURIComponent(text).replaceAll('%2F', '/') : (text) => text;
}

/** A page has 1,000 lines at the most, however many are asked for. */
const MOST_KEYS = 1000;

/** Throws InvalidArgument for a negative number. */
export function mostKeys(asked: number | undefined): number {
  if (asked !== undefined && asked < 0) {
    throw new AwsError('InvalidArgument', 'Argument maxKeys must be an integer between 0 and 2147483647');
  }
  return Math.min(asked ?? MOST_KEYS, MOST_KEYS);
}

export function entriesOf<Entry>(lines: readonly Line<Entry>[]): Entry[] {
  return lines.flatMap((line) => ('entry' in line ? [line.entry] : []));
}

/** The common prefixes of a page as an answer holds them. */
export function commonPrefixes(
  lines: readonly Line<unknown>[],
  encode: (text: string) => string,
): { Prefix: string }[] {
  return lines.flatMap((line) => ('commonPrefix' in line ? [{ Prefix: encode(line.commonPrefix) }] : []));
}
