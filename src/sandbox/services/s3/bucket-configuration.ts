import type {
  GetBucketVersioningCommandInput,
  GetBucketVersioningCommandOutput,
  GetObjectLockConfigurationCommandInput,
  GetObjectLockConfigurationCommandOutput,
  PutBucketVersioningCommandInput,
  PutBucketVersioningCommandOutput,
} from '@aws-sdk/client-s3';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { findBucket } from './find-bucket.ts';

export function PutBucketVersioning(
  input: PutBucketVersioningCommandInput,
  call: Call,
): Answer<PutBucketVersioningCommandOutput> {
  const bucket = findBucket(input.Bucket, call);
  const status = input.VersioningConfiguration?.Status;
  if (status !== 'Enabled' && status !== 'Suspended') {
    const message = 'The Versioning element must be specified with Enabled or Suspended';
    throw new AwsError('IllegalVersioningConfigurationException', message);
  }
  if (bucket.objectLock && status === 'Suspended') {
    const message =
      'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.';
    throw new AwsError('InvalidBucketState', message, 409);
  }
  bucket.versioning = status;
  return {};
}

export function GetBucketVersioning(
  input: GetBucketVersioningCommandInput,
  call: Call,
): Answer<GetBucketVersioningCommandOutput> {
  return { Status: findBucket(input.Bucket, call).versioning };
}

export function GetObjectLockConfiguration(
  input: GetObjectLockConfigurationCommandInput,
  call: Call,
): Answer<GetObjectLockConfigurationCommandOutput> {
  const { objectLock } = findBucket(input.Bucket, call);
  if (objectLock) return { ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } };
  const message = 'Object Lock configuration does not exist for this bucket';
  throw new AwsError('ObjectLockConfigurationNotFoundError', message, 404);
}
