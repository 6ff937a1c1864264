import type {
  GetObjectCommandInput,
  GetObjectCommandOutput,
  HeadObjectCommandInput,
  HeadObjectCommandOutput,
  PutObjectCommandInput,
  PutObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { attributesOf, lockOf } from './attributes.ts';
import { bytesOf, partOf } from './bytes.ts';
import { checked, checksumSummary, eTagOf } from './checksums.ts';
import { findBucket } from './find-bucket.ts';
import { publishCreation } from './object-events.ts';
import type { Bucket, ObjectVersion } from './state.ts';
import { addVersion, findVersion, nextVersionId, shownVersionId, versionsOf } from './versions.ts';

const ENCRYPTION = 'AES256';

export function PutObject(input: PutObjectCommandInput, call: Call): Answer<PutObjectCommandOutput> {
  const bucket = findBucket(input.Bucket, call);
  const key = validKey(input.Key);
  if (input.IfNoneMatch === '*' && isThere(bucket, key)) {
    const message = 'At least one of the pre-conditions you specified did not hold';
    throw new AwsError('PreconditionFailed', message, 412);
  }
  const body = bytesOf(input.Body);
  const version: ObjectVersion = {
    id: nextVersionId(bucket, call),
    isDeleteMarker: false,
    lastModified: call.now,
    eTag: eTagOf(body),
    size: body.length,
    body,
    attributes: attributesOf(input),
    checksums: checked(input, body),
    lock: lockOf(input, bucket),
  };
  addVersion(bucket, key, version);
  publishCreation(bucket, { key, version, reason: 'PutObject' }, call);
  return {
    ETag: version.eTag,
    ServerSideEncryption: ENCRYPTION,
    VersionId: shownVersionId(bucket, version.id),
    ...version.checksums,
    ChecksumType: checksumSummary(version.checksums).ChecksumType,
  };
}

/** A key has 1 to 1,024 bytes. */
export function validKey(key = ''): string {
  if (Buffer.byteLength(key) <= 1024) return key;
  throw new AwsError('KeyTooLongError', 'Your key is too long');
}

function isThere(bucket: Bucket, key: string): boolean {
  return versionsOf(bucket, key)[0]?.isDeleteMarker === false;
}

/** Of an object that was planted without bytes, the answer holds zeros. */
export function GetObject(
  input: GetObjectCommandInput,
  call: Call,
): Omit<Answer<GetObjectCommandOutput>, 'Body'> & { Body: Uint8Array } {
  const bucket = findBucket(input.Bucket, call);
  const version = findVersion(bucket, input.Key ?? '', input.VersionId);
  const { from, to, isWhole } = partOf(input.Range, version.size);
  return {
    ...describe(bucket, version, isWhole ? input.ChecksumMode : undefined),
    Body: version.body?.subarray(from, to) ?? zeros(to - from),
    ContentLength: to - from,
    ...(!isWhole && { ContentRange: `bytes ${from}-${to - 1}/${version.size}` }),
  };
}

/** More than this is not made up: a scenario plants objects of gigabytes. */
const MOST_ZEROS = 64 * 1024 * 1024;

function zeros(length: number): Uint8Array {
  if (length <= MOST_ZEROS) return new Uint8Array(length);
  throw new AwsError('NotInSandbox', `an object of ${length} bytes has no content in the sandbox`, 501);
}

export function HeadObject(input: HeadObjectCommandInput, call: Call): Answer<HeadObjectCommandOutput> {
  const bucket = findBucket(input.Bucket, call);
  const version = findVersion(bucket, input.Key ?? '', input.VersionId);
  return { ...describe(bucket, version, input.ChecksumMode), ContentLength: version.size };
}

function describe(
  bucket: Bucket,
  version: ObjectVersion,
  checksumMode: string | undefined,
): Answer<HeadObjectCommandOutput> {
  const { legalHold, mode, retainUntil } = version.lock;
  const { StorageClass, ...attributes } = version.attributes;
  return {
    AcceptRanges: 'bytes',
    LastModified: version.lastModified,
    ETag: version.eTag,
    VersionId: shownVersionId(bucket, version.id),
    ServerSideEncryption: ENCRYPTION,
    ...attributes,
    // S3 leaves the usual class out.
    ...(StorageClass !== 'STANDARD' && { StorageClass }),
    ...(checksumMode === 'ENABLED' && {
      ...version.checksums,
      ChecksumType: checksumSummary(version.checksums).ChecksumType,
    }),
    ...(legalHold !== undefined && { ObjectLockLegalHoldStatus: legalHold ? 'ON' : 'OFF' }),
    ...(mode && { ObjectLockMode: mode, ObjectLockRetainUntilDate: retainUntil }),
  };
}
