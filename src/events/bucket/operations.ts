import { PutBucketNotificationConfigurationCommand, S3Client } from '@aws-sdk/client-s3';
import { type Operations, operationsOf } from '../../plan/operations.ts';

/** What the step of a bucket sends. */
export const bucketOperations: Operations = {
  s3: operationsOf(S3Client, {
    PutBucketNotificationConfiguration: PutBucketNotificationConfigurationCommand,
  }),
};
