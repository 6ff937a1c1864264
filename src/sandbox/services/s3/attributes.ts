import type {
  CopyObjectCommandInput,
  CreateMultipartUploadCommandInput,
  PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { AwsError } from '../../service.ts';
import type { Bucket, ObjectAttributes, ObjectLock } from './state.ts';

type Given = PutObjectCommandInput | CreateMultipartUploadCommandInput | CopyObjectCommandInput;

/** What a request wants kept with its object. */
export function attributesOf(input: Given): ObjectAttributes {
  const { ContentType = 'binary/octet-stream', StorageClass = 'STANDARD' } = input;
  const { ContentEncoding, ContentLanguage, ContentDisposition, CacheControl, Metadata } = input;
  const others = { ContentEncoding, ContentLanguage, ContentDisposition, CacheControl, Metadata };
  return { ContentType, StorageClass, ...others };
}

/** What a request wants to keep its object from being deleted. Throws InvalidRequest where the bucket has no locks. */
export function lockOf(input: Given, bucket: Bucket): ObjectLock {
  const { ObjectLockLegalHoldStatus: hold, ObjectLockMode: mode, ObjectLockRetainUntilDate: until } = input;
  if (hold === undefined && mode === undefined) return {};
  if (!bucket.objectLock) throw new AwsError('InvalidRequest', 'Bucket is missing Object Lock Configuration');
  return { ...(hold && { legalHold: hold === 'ON' }), mode, retainUntil: until };
}
