import type { ListObjectsV2CommandInput, ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { checksumSummary } from './checksums.ts';
import { findBucket } from './find-bucket.ts';
import { commonPrefixes, encoder, entriesOf, isBehind, list, mostKeys, sortedKeys } from './listing.ts';
import type { Bucket, ObjectVersion } from './state.ts';
import { versionsOf } from './versions.ts';

interface Listable {
  readonly key: string;
  readonly version: ObjectVersion;
}

/** The newest version of each key, unless that is a delete marker. */
export function ListObjectsV2(
  input: ListObjectsV2CommandInput,
  call: Call,
): Answer<ListObjectsV2CommandOutput> {
  const bucket = findBucket(input.Bucket, call);
  const { Prefix: prefix = '', Delimiter: delimiter = '', ContinuationToken: token } = input;
  const marker = token === undefined ? (input.StartAfter ?? '') : markerOf(token);
  const most = mostKeys(input.MaxKeys);
  const entries = sortedKeys(bucket)
    .filter((key) => isBehind(key, marker, delimiter))
    .flatMap((key) => current(bucket, key));
  const { lines, isTruncated } = list(entries, { prefix, delimiter, most });
  const encode = encoder(input.EncodingType);
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    ...(delimiter !== '' && { Delimiter: encode(delimiter) }),
    ...(input.StartAfter !== undefined && { StartAfter: encode(input.StartAfter) }),
    EncodingType: input.EncodingType,
    MaxKeys: input.MaxKeys ?? most,
    KeyCount: lines.length,
    IsTruncated: isTruncated,
    ContinuationToken: token,
    NextContinuationToken: isTruncated ? tokenOf(lines.at(-1)?.key ?? '') : undefined,
    Contents: entriesOf(lines).map(({ key, version }) => ({
      Key: encode(key),
      LastModified: version.lastModified,
      ETag: version.eTag,
      Size: version.size,
      StorageClass: version.attributes.StorageClass ?? 'STANDARD',
      ...checksumSummary(version.checksums),
    })),
    CommonPrefixes: commonPrefixes(lines, encode),
  };
}

function current(bucket: Bucket, key: string): Listable[] {
  const [version] = versionsOf(bucket, key);
  return version && !version.isDeleteMarker ? [{ key, version }] : [];
}

const TOKEN = 'behind ';

function tokenOf(key: string): string {
  return Buffer.from(TOKEN + key).toString('base64url');
}

function markerOf(token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (text.startsWith(TOKEN)) return text.slice(TOKEN.length);
  throw new AwsError('InvalidArgument', 'The continuation token provided is incorrect');
}
