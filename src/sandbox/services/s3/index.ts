import type { Service } from '../../service.ts';
import {
  GetBucketVersioning,
  GetObjectLockConfiguration,
  PutBucketVersioning,
} from './bucket-configuration.ts';
import { DeleteBucketPolicy, GetBucketPolicy, PutBucketPolicy } from './bucket-policy.ts';
import { CreateBucket, DeleteBucket, GetBucketLocation, HeadBucket } from './buckets.ts';
import { CopyObject } from './copies.ts';
import { DeleteObject, DeleteObjects } from './deletions.ts';
import { ListBuckets } from './list-buckets.ts';
import { ListObjectsV2 } from './list-objects.ts';
import { ListMultipartUploads } from './list-uploads.ts';
import { ListObjectVersions } from './list-versions.ts';
import {
  AbortMultipartUpload,
  CompleteMultipartUpload,
  CreateMultipartUpload,
  UploadPart,
} from './multipart.ts';
import {
  GetBucketNotificationConfiguration,
  PutBucketNotificationConfiguration,
} from './notification-configuration.ts';
import { GetObject, HeadObject, PutObject } from './objects.ts';
import { DeleteBucketTagging, GetBucketTagging, PutBucketTagging } from './tags.ts';

export const s3: Service = {
  signingName: 's3',
  iamPrefix: 's3',
  sdk: () => import('@aws-sdk/client-s3'),
  handlers: {
    CreateBucket,
    DeleteBucket,
    HeadBucket,
    ListBuckets,
    GetBucketLocation,
    PutBucketVersioning,
    GetBucketVersioning,
    PutBucketTagging,
    GetBucketTagging,
    DeleteBucketTagging,
    PutBucketNotificationConfiguration,
    GetBucketNotificationConfiguration,
    GetObjectLockConfiguration,
    PutBucketPolicy,
    GetBucketPolicy,
    DeleteBucketPolicy,
    PutObject,
    CopyObject,
    GetObject,
    HeadObject,
    DeleteObject,
    DeleteObjects,
    ListObjectsV2,
    ListObjectVersions,
    CreateMultipartUpload,
    UploadPart,
    CompleteMultipartUpload,
    AbortMultipartUpload,
    ListMultipartUploads,
  },
  resourceOf: (_operation, { Bucket: bucket, Key: key }, { world }) =>
    typeof bucket !== 'string'
      ? []
      : [`arn:${world.partition}:s3:::${bucket}${typeof key === 'string' ? `/${key}` : ''}`],
};
