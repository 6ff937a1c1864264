import { createHash } from 'node:crypto';
import type {
  AbortMultipartUploadCommandInput,
  AbortMultipartUploadCommandOutput,
  CompletedPart,
  CompleteMultipartUploadCommandInput,
  CompleteMultipartUploadCommandOutput,
  CreateMultipartUploadCommandInput,
  CreateMultipartUploadCommandOutput,
  UploadPartCommandInput,
  UploadPartCommandOutput,
} from '@aws-sdk/client-s3';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { attributesOf, lockOf } from './attributes.ts';
import { bytesOf } from './bytes.ts';
import { checked, eTagOf } from './checksums.ts';
import { findBucket } from './find-bucket.ts';
import { publishCreation } from './object-events.ts';
import { validKey } from './objects.ts';
import type { Bucket, MultipartUpload, ObjectVersion, UploadedPart } from './state.ts';
import { addVersion, nextVersionId, shownVersionId } from './versions.ts';

const MOST_PARTS = 10_000;
const LEAST_PART_BYTES = 5 * 1024 * 1024;

export function CreateMultipartUpload(
  input: CreateMultipartUploadCommandInput,
  call: Call,
): Answer<CreateMultipartUploadCommandOutput> {
  const bucket = findBucket(input.Bucket, call);
  const upload: MultipartUpload = {
    id: call.region.ids.hex(64),
    key: validKey(input.Key),
    initiatedAt: call.now,
    attributes: attributesOf(input),
    lock: lockOf(input, bucket),
    parts: new Map(),
  };
  bucket.uploads.set(upload.id, upload);
  return { Bucket: bucket.name, Key: upload.key, UploadId: upload.id };
}

export function UploadPart(input: UploadPartCommandInput, call: Call): Answer<UploadPartCommandOutput> {
  const { parts } = findUpload(findBucket(input.Bucket, call), input);
  const number = input.PartNumber ?? 0;
  if (!Number.isInteger(number) || number < 1 || number > MOST_PARTS) {
    const message = `Part number must be an integer between 1 and ${MOST_PARTS}, inclusive`;
    throw new AwsError('InvalidArgument', message);
  }
  const body = bytesOf(input.Body);
  const checksums = checked(input, body);
  const eTag = eTagOf(body);
  parts.set(number, { eTag, body });
  return { ETag: eTag, ...checksums };
}

/** Makes one object of the parts that are named, in their order; parts that are not named are dropped. */
export function CompleteMultipartUpload(
  input: CompleteMultipartUploadCommandInput,
  call: Call,
): Answer<CompleteMultipartUploadCommandOutput> {
  const bucket = findBucket(input.Bucket, call);
  const upload = findUpload(bucket, input);
  const parts = namedParts(upload, input.MultipartUpload?.Parts ?? []);
  const body = Buffer.concat(parts.map((part) => part.body));
  const eTag = eTagOfParts(parts);
  const id = nextVersionId(bucket, call);
  const version: ObjectVersion = {
    ...{ id, eTag, body, isDeleteMarker: false, lastModified: call.now, size: body.length },
    ...{ attributes: upload.attributes, checksums: {}, lock: upload.lock },
  };
  addVersion(bucket, upload.key, version);
  bucket.uploads.delete(upload.id);
  publishCreation(bucket, { key: upload.key, version, reason: 'CompleteMultipartUpload' }, call);
  const Location = `${call.endpoint}/${bucket.name}/${upload.key}`;
  return {
    Location,
    Bucket: bucket.name,
    Key: upload.key,
    ETag: eTag,
    VersionId: shownVersionId(bucket, id),
  };
}

export function AbortMultipartUpload(
  input: AbortMultipartUploadCommandInput,
  call: Call,
): Answer<AbortMultipartUploadCommandOutput> {
  const bucket = findBucket(input.Bucket, call);
  bucket.uploads.delete(findUpload(bucket, input).id);
  return {};
}

function findUpload(
  { uploads }: Bucket,
  { Key, UploadId }: { Key?: string | undefined; UploadId?: string | undefined },
): MultipartUpload {
  const upload = uploads.get(UploadId ?? '');
  if (upload && upload.key === Key) return upload;
  const message =
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.';
  throw new AwsError('NoSuchUpload', message, 404);
}

/** Throws InvalidPart, InvalidPartOrder, or EntityTooSmall where a part before the last has less than 5 MiB. */
function namedParts({ parts }: MultipartUpload, named: readonly CompletedPart[]): UploadedPart[] {
  if (named.length === 0) throw new AwsError('MalformedXML', 'You must specify at least one part');
  const numbers = named.map(({ PartNumber }) => PartNumber ?? 0);
  if (numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0))) {
    throw new AwsError('InvalidPartOrder', 'The list of parts was not in ascending order.');
  }
  const found = named.map(({ PartNumber, ETag }) => {
    const part = parts.get(PartNumber ?? 0);
    if (part && unquoted(part.eTag) === unquoted(ETag ?? '')) return part;
    throw new AwsError('InvalidPart', 'One or more of the specified parts could not be found.');
  });
  if (found.slice(0, -1).some(({ body }) => body.length < LEAST_PART_BYTES)) {
    const message = 'Your proposed upload is smaller than the minimum allowed size';
    throw new AwsError('EntityTooSmall', message);
  }
  return found;
}

/** The MD5 of the parts' MD5s, and how many they are. */
function eTagOfParts(parts: readonly UploadedPart[]): string {
  const digests = parts.map(({ eTag }) => Buffer.from(unquoted(eTag), 'hex'));
  return `"${createHash('md5').update(Buffer.concat(digests)).digest('hex')}-${parts.length}"`;
}

function unquoted(eTag: string): string {
  return eTag.replaceAll('"', '');
}
