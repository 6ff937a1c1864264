import type {
  GetBucketNotificationConfigurationCommandInput,
  GetBucketNotificationConfigurationCommandOutput,
  GetBucketVersioningCommandInput,
  GetBucketVersioningCommandOutput,
  GetObjectLockConfigurationCommandInput,
  GetObjectLockConfigurationCommandOutput,
  PutBucketNotificationConfigurationCommandInput,
  PutBucketNotificationConfigurationCommandOutput,
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

/** Replaces the whole configuration; what was given no id gets one. */
export function PutBucketNotificationConfiguration(
  input: PutBucketNotificationConfigurationCommandInput,
  call: Call,
): Answer<PutBucketNotificationConfigurationCommandOutput> {
  const bucket = findBucket(input.Bucket, call);
  const withId = <Rule extends { Id?: string | undefined }>(rules: Rule[] | undefined): Rule[] | undefined =>
    rules?.map((rule) => ({ ...rule, Id: rule.Id ?? call.region.ids.uuid() }));
  const given = input.NotificationConfiguration ?? {};
  bucket.notifications = {
    TopicConfigurations: withId(given.TopicConfigurations),
    QueueConfigurations: withId(given.QueueConfigurations),
    LambdaFunctionConfigurations: withId(given.LambdaFunctionConfigurations),
    EventBridgeConfiguration: given.EventBridgeConfiguration,
  };
  return {};
}

export function GetBucketNotificationConfiguration(
  input: GetBucketNotificationConfigurationCommandInput,
  call: Call,
): Answer<GetBucketNotificationConfigurationCommandOutput> {
  return findBucket(input.Bucket, call).notifications;
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
