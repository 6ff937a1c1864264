import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { someText } from '../matches.ts';
import { at, type Exercise, type Story } from './exercise.ts';

const bucket = ['--bucket', 'cli-bucket'];
const helloETag = '"5d41402abc4b2a76b9719d911017c592"';

export const s3api: Story = {
  service: 's3api',
  async tell(aws) {
    const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
    const hello = join(folder, 'hello.txt');
    try {
      await writeFile(hello, 'hello');
      await tellBuckets(aws);
      await tellConfiguration(aws);
      await tellObjects(aws, hello, join(folder, 'got.txt'));
      await tellVersions(aws, hello);
      await tellUploads(aws, hello);
      await tellLocks(aws, hello);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function tellBuckets(aws: Exercise): Promise<void> {
  await aws.answers('CreateBucket', bucket, { Location: '/cli-bucket' });
  await aws.answers('CreateBucket: the same again', bucket, { Location: '/cli-bucket' });
  await aws.refuses('CreateBucket: a bad name', ['--bucket', 'Cli_Bucket'], 'InvalidBucketName');
  const nowhere = ['--create-bucket-configuration', 'LocationConstraint=us-east-1'];
  await aws.refuses(
    'CreateBucket: no such location',
    ['--bucket', 'cli-elsewhere', ...nowhere],
    'InvalidLocationConstraint',
  );
  await aws.answers('HeadBucket', bucket, { BucketRegion: 'us-east-1' });
  await aws.refuses('HeadBucket: no such bucket', ['--bucket', 'cli-nothing'], '404');
  await aws.answers('GetBucketLocation', bucket, { LocationConstraint: null });
  await aws.refuses('GetBucketLocation: no such bucket', ['--bucket', 'cli-nothing'], 'NoSuchBucket');
  await aws.answers('ListBuckets', ['--prefix', 'cli-'], {
    Buckets: [{ Name: 'cli-bucket', CreationDate: someText }],
  });
}

async function tellConfiguration(aws: Exercise): Promise<void> {
  await aws.answers('GetBucketVersioning: never set', bucket);
  await aws.refuses('GetBucketTagging: none', bucket, 'NoSuchTagSet');
  await aws.answers('PutBucketTagging', [...bucket, '--tagging', 'TagSet=[{Key=팀,Value=결제}]']);
  await aws.answers('GetBucketTagging', bucket, { TagSet: [{ Key: '팀', Value: '결제' }] });
  await aws.answers('DeleteBucketTagging', bucket);
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::cli-bucket/*' }],
  });
  await aws.refuses('GetBucketPolicy: none', bucket, 'NoSuchBucketPolicy');
  await aws.answers('PutBucketPolicy', [...bucket, '--policy', policy]);
  await aws.answers('GetBucketPolicy', bucket, { Policy: someText });
  await aws.answers('DeleteBucketPolicy', bucket);
  await aws.answers('GetBucketNotificationConfiguration: none', bucket);
  const given = ['--notification-configuration', JSON.stringify({ EventBridgeConfiguration: {} })];
  await aws.answers('PutBucketNotificationConfiguration', [...bucket, ...given]);
  await aws.answers('GetBucketNotificationConfiguration', bucket, { EventBridgeConfiguration: {} });
  await tellDestinations(aws);
  const lock = 'ObjectLockConfigurationNotFoundError';
  await aws.refuses('GetObjectLockConfiguration: none', bucket, lock);
}

/** A queue is taken for a destination once its policy lets S3 send. */
async function tellDestinations(aws: Exercise): Promise<void> {
  const created = await aws.prepares('sqs', 'create-queue', '--queue-name', 'cli-objects');
  const url = ['--queue-url', at(created, 'QueueUrl')];
  const QueueArn = 'arn:aws:sqs:us-east-1:123456789012:cli-objects';
  const rule = { QueueArn, Events: ['s3:ObjectCreated:*'] };
  const put = (...rules: object[]) => {
    const configuration = JSON.stringify({ QueueConfigurations: rules, EventBridgeConfiguration: {} });
    return [...bucket, '--notification-configuration', configuration];
  };
  const operation = 'PutBucketNotificationConfiguration';
  await aws.refuses(`${operation}: a queue that does not let S3`, put(rule), 'InvalidArgument');
  const statement = {
    ...{ Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' } },
    ...{ Action: 'sqs:SendMessage', Resource: QueueArn },
    Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::cli-bucket' } },
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await aws.prepares('sqs', 'set-queue-attributes', ...url, '--attributes', JSON.stringify({ Policy }));
  await aws.answers(`${operation}: a queue`, put({ ...rule, Id: 'objects' }));
  await aws.answers('GetBucketNotificationConfiguration: a queue', bucket, {
    QueueConfigurations: [{ ...rule, Id: 'objects' }],
    EventBridgeConfiguration: {},
  });
  await aws.refuses(`${operation}: two rules for everything`, put(rule, rule), 'InvalidArgument');
  await aws.answers(`${operation}: nothing`, [...bucket, '--notification-configuration', '{}']);
  await aws.answers('GetBucketNotificationConfiguration: nothing', bucket);
  await aws.prepares('sqs', 'delete-queue', ...url);
}

async function tellObjects(aws: Exercise, hello: string, got: string): Promise<void> {
  for (const key of ['logs/1 & 주문.txt', 'logs/2', 'readme']) {
    const object = [...bucket, '--key', key, '--body', hello, '--metadata', 'owner=me'];
    await aws.answers(`PutObject: ${key}`, object, { ETag: helloETag });
  }
  const first = [...bucket, '--key', 'logs/1 & 주문.txt'];
  const said = { ContentLength: 5, ETag: helloETag, Metadata: { owner: 'me' }, LastModified: someText };
  await aws.answers('HeadObject', first, said);
  await aws.answers('GetObject', [...first, got], said);
  await aws.answers('GetObject: a part', [...first, '--range', 'bytes=1-3', got], {
    ContentLength: 3,
    ContentRange: 'bytes 1-3/5',
  });
  await aws.answers('CopyObject', [...bucket, '--key', 'copied', '--copy-source', 'cli-bucket/readme'], {
    CopyObjectResult: { ETag: helloETag, LastModified: someText },
  });
  await aws.refuses(
    'CopyObject: of nothing',
    [...bucket, '--key', 'copied', '--copy-source', 'cli-bucket/nothing'],
    'NoSuchKey',
  );
  await aws.answers('DeleteObject: the copy', [...bucket, '--key', 'copied']);
  const nothing = [...bucket, '--key', 'nothing'];
  await aws.refuses('GetObject: none', [...nothing, got], 'NoSuchKey');
  await aws.refuses('HeadObject: none', nothing, '404');
  await aws.answers('ListObjectsV2', [...bucket, '--delimiter', '/'], {
    Contents: [{ Key: 'readme', Size: 5, ETag: helloETag, StorageClass: 'STANDARD' }],
    CommonPrefixes: [{ Prefix: 'logs/' }],
  });
  await aws.answers('ListObjectsV2: page by page', [...bucket, '--page-size', '1', '--prefix', 'logs/'], {
    Contents: [{ Key: 'logs/1 & 주문.txt' }, { Key: 'logs/2' }],
  });
  await aws.refuses('DeleteBucket: not empty', bucket, 'BucketNotEmpty');
  await aws.answers('DeleteObject', first);
  await aws.answers('DeleteObjects', [...bucket, '--delete', 'Objects=[{Key=logs/2},{Key=readme}]'], {
    Deleted: [{ Key: 'logs/2' }, { Key: 'readme' }],
  });
}

async function tellVersions(aws: Exercise, hello: string): Promise<void> {
  await aws.answers('PutBucketVersioning', [...bucket, '--versioning-configuration', 'Status=Enabled']);
  await aws.answers('GetBucketVersioning', bucket, { Status: 'Enabled' });
  const object = [...bucket, '--key', 'kept'];
  const put = await aws.answers('PutObject: a version', [...object, '--body', hello], {
    VersionId: someText,
  });
  const deleted = await aws.answers('DeleteObject: a version', object, {
    DeleteMarker: true,
    VersionId: someText,
  });
  await aws.answers('ListObjectVersions', bucket, {
    Versions: [{ Key: 'kept', IsLatest: false, Size: 5 }],
    DeleteMarkers: [{ Key: 'kept', IsLatest: true }],
  });
  const versions = [at(put, 'VersionId'), at(deleted, 'VersionId')].map((id) => `{Key=kept,VersionId=${id}}`);
  await aws.answers('DeleteObjects: versions', [...bucket, '--delete', `Objects=[${versions}]`], {
    Deleted: [{ Key: 'kept' }, { Key: 'kept', DeleteMarker: true }],
  });
  await aws.answers('DeleteBucket', bucket);
  await aws.refuses('DeleteBucket: no such bucket', bucket, 'NoSuchBucket');
}

async function tellUploads(aws: Exercise, hello: string): Promise<void> {
  await aws.answers('CreateBucket: for uploads', bucket, {});
  const object = [...bucket, '--key', 'big'];
  const begun = await aws.answers('CreateMultipartUpload', object, { Key: 'big', UploadId: someText });
  const upload = [...object, '--upload-id', at(begun, 'UploadId')];
  await aws.answers('UploadPart', [...upload, '--part-number', '1', '--body', hello], { ETag: helloETag });
  await aws.answers('ListMultipartUploads', bucket, { Uploads: [{ Key: 'big', UploadId: someText }] });
  const parts = ['--multipart-upload', `Parts=[{PartNumber=1,ETag=${helloETag.replaceAll('"', '')}}]`];
  await aws.answers('CompleteMultipartUpload', [...upload, ...parts], {
    Key: 'big',
    ETag: /^"[0-9a-f]{32}-1"$/,
  });
  const again = await aws.answers('CreateMultipartUpload: to give it up', object, {});
  const other = [...object, '--upload-id', at(again, 'UploadId')];
  await aws.answers('AbortMultipartUpload', other);
  await aws.refuses('AbortMultipartUpload: again', other, 'NoSuchUpload');
}

async function tellLocks(aws: Exercise, hello: string): Promise<void> {
  const locked = ['--bucket', 'cli-locked'];
  await aws.answers('CreateBucket: with locks', [...locked, '--object-lock-enabled-for-bucket'], {});
  await aws.answers('GetObjectLockConfiguration', locked, {
    ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' },
  });
  const held = ['--key', 'held', '--body', hello, '--object-lock-legal-hold-status', 'ON'];
  const put = await aws.answers('PutObject: held', [...locked, ...held], { VersionId: someText });
  const version = [...locked, '--key', 'held', '--version-id', at(put, 'VersionId')];
  await aws.refuses('DeleteObject: held', version, 'AccessDenied');
}
