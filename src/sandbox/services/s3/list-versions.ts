import type { ListObjectVersionsCommandInput, ListObjectVersionsCommandOutput } from '@aws-sdk/client-s3';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { World } from '../../world/world.ts';
import { checksumSummary } from './checksums.ts';
import { findBucket } from './find-bucket.ts';
import { commonPrefixes, encoder, entriesOf, isBehind, list, mostKeys, sortedKeys } from './listing.ts';
import { owner } from './owner.ts';
import type { Bucket, ObjectVersion } from './state.ts';
import { versionsOf } from './versions.ts';

interface Listable {
  readonly key: string;
  readonly version: ObjectVersion;
  readonly isLatest: boolean;
}

/** Every version and delete marker, by key and from the newest to the oldest; one page holds some of both. */
export function ListObjectVersions(
  input: ListObjectVersionsCommandInput,
  call: Call,
): Answer<ListObjectVersionsCommandOutput> {
  const bucket = findBucket(input.Bucket, call);
  const { Prefix: prefix = '', Delimiter: delimiter = '' } = input;
  const most = mostKeys(input.MaxKeys);
  const { lines, isTruncated } = list(entriesBehind(bucket, input), { prefix, delimiter, most });
  const encode = encoder(input.EncodingType);
  const last = lines.at(-1);
  const entries = entriesOf(lines);
  const shown = (entry: Listable) => show(entry, encode, call.world);
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    ...(delimiter !== '' && { Delimiter: encode(delimiter) }),
    KeyMarker: encode(input.KeyMarker ?? ''),
    VersionIdMarker: input.VersionIdMarker ?? '',
    EncodingType: input.EncodingType,
    MaxKeys: input.MaxKeys ?? most,
    IsTruncated: isTruncated,
    NextKeyMarker: isTruncated && last ? encode(last.key) : undefined,
    NextVersionIdMarker: isTruncated && last && 'entry' in last ? last.entry.version.id : undefined,
    Versions: entries
      .filter(({ version }) => !version.isDeleteMarker)
      .map((entry) => ({
        ...shown(entry),
        ETag: entry.version.eTag,
        Size: entry.version.size,
        StorageClass: 'STANDARD',
        ...checksumSummary(entry.version.checksums),
      })),
    DeleteMarkers: entries.filter(({ version }) => version.isDeleteMarker).map(shown),
    CommonPrefixes: commonPrefixes(lines, encode),
  };
}

function show({ key, version, isLatest }: Listable, encode: (text: string) => string, world: World) {
  return {
    Key: encode(key),
    VersionId: version.id,
    IsLatest: isLatest,
    LastModified: version.lastModified,
    Owner: owner(world),
  };
}

function* entriesBehind(
  bucket: Bucket,
  {
    KeyMarker: keyMarker,
    VersionIdMarker: idMarker,
    Delimiter: delimiter = '',
  }: ListObjectVersionsCommandInput,
): Generator<Listable> {
  if (idMarker && !keyMarker) {
    throw new AwsError('InvalidArgument', 'A version-id marker cannot be specified without a key marker.');
  }
  for (const key of sortedKeys(bucket)) {
    const versions = versionsOf(bucket, key);
    if (key === keyMarker && idMarker) yield* listables(key, versions, behindVersion(versions, idMarker));
    else if (isBehind(key, keyMarker ?? '', delimiter)) yield* listables(key, versions, 0);
  }
}

/** Where a marker's version has been deleted since, so have those before it: all that is left stands behind it. */
function behindVersion(versions: readonly ObjectVersion[], idMarker: string): number {
  return versions.findIndex(({ id }) => id === idMarker) + 1;
}

function* listables(key: string, versions: readonly ObjectVersion[], from: number): Generator<Listable> {
  for (const [index, version] of versions.entries()) {
    if (index >= from) yield { key, version, isLatest: index === 0 };
  }
}
