import type { ListMultipartUploadsCommandInput, ListMultipartUploadsCommandOutput } from '@aws-sdk/client-s3';
import { callerArn } from '../../iam/authorize.ts';
import type { Answer, Call } from '../../service.ts';
import { findBucket } from './find-bucket.ts';
import { commonPrefixes, encoder, entriesOf, isBehind, list, mostKeys } from './listing.ts';
import { owner } from './owner.ts';
import type { MultipartUpload } from './state.ts';

/** The uploads under way, by key and then in the order in which they were begun. */
export function ListMultipartUploads(
  input: ListMultipartUploadsCommandInput,
  call: Call,
): Answer<ListMultipartUploadsCommandOutput> {
  const bucket = findBucket(input.Bucket, call);
  const { Prefix: prefix = '', Delimiter: delimiter = '' } = input;
  const most = mostKeys(input.MaxUploads);
  const entries = uploadsBehind([...bucket.uploads.values()], input);
  const { lines, isTruncated } = list(entries, { prefix, delimiter, most });
  const encode = encoder(input.EncodingType);
  const last = isTruncated ? lines.at(-1) : undefined;
  return {
    Bucket: bucket.name,
    KeyMarker: encode(input.KeyMarker ?? ''),
    UploadIdMarker: input.UploadIdMarker ?? '',
    NextKeyMarker: last && encode(last.key),
    NextUploadIdMarker: last && 'entry' in last ? last.entry.id : undefined,
    ...(prefix !== '' && { Prefix: encode(prefix) }),
    ...(delimiter !== '' && { Delimiter: encode(delimiter) }),
    EncodingType: input.EncodingType,
    MaxUploads: input.MaxUploads ?? most,
    IsTruncated: isTruncated,
    Uploads: entriesOf(lines).map(({ id, key, initiatedAt, attributes }) => ({
      UploadId: id,
      Key: encode(key),
      Initiated: initiatedAt,
      StorageClass: attributes.StorageClass ?? 'STANDARD',
      Owner: owner(call.world),
      Initiator: { ID: callerArn(call.world.accountId, call.world.partition) },
    })),
    CommonPrefixes: commonPrefixes(lines, encode),
  };
}

function uploadsBehind(
  uploads: readonly MultipartUpload[],
  {
    KeyMarker: marker = '',
    UploadIdMarker: idMarker,
    Delimiter: delimiter = '',
  }: ListMultipartUploadsCommandInput,
): MultipartUpload[] {
  // The sort is stable, so that uploads of one key stay in the order in which they were begun.
  const sorted = [...uploads].sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
  const behind = sorted.filter(({ key }) => isBehind(key, marker, delimiter));
  if (!idMarker) return behind;
  const same = sorted.filter(({ key }) => key === marker);
  return [...same.slice(same.findIndex(({ id }) => id === idMarker) + 1), ...behind];
}
