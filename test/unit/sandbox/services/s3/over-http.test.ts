import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  paginateListBuckets,
  paginateListObjectsV2,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../../../src/sandbox/server.ts';
import { s3 as service } from '../../../../../src/sandbox/services/s3/index.ts';
import { World } from '../../../../../src/sandbox/world/world.ts';
import { authorization, clientSettings } from '../../wire/small-estate.ts';

let sandbox: Sandbox;
let s3: S3Client;
let unfinished = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ world: new World(), services: [service] });
  s3 = new S3Client(clientSettings(sandbox.url));
});
afterAll(async () => {
  s3.destroy();
  await sandbox.close();
});

async function newBucket(): Promise<{ Bucket: string }> {
  unfinished += 1;
  const Bucket = `bucket-${unfinished}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
  return { Bucket };
}

describe('a bucket over HTTP', () => {
  it('is made in the region of the client, found and deleted again', async () => {
    const bucket = await newBucket();
    expect((await s3.send(new GetBucketLocationCommand(bucket))).LocationConstraint).toBe('eu-west-1');
    expect((await s3.send(new HeadBucketCommand(bucket))).BucketRegion).toBe('eu-west-1');
    expect((await s3.send(new DeleteBucketCommand(bucket))).$metadata.httpStatusCode).toBe(204);
    await expect(s3.send(new HeadBucketCommand(bucket))).rejects.toMatchObject({ name: 'NotFound' });
    await expect(s3.send(new DeleteBucketCommand(bucket))).rejects.toMatchObject({
      name: 'NoSuchBucket',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('has no location in us-east-1', async () => {
    const east = new S3Client({ ...clientSettings(sandbox.url), region: 'us-east-1' });
    await east.send(new CreateBucketCommand({ Bucket: 'in-the-east' }));
    const { LocationConstraint } = await east.send(new GetBucketLocationCommand({ Bucket: 'in-the-east' }));
    expect(LocationConstraint).toBeUndefined();
    east.destroy();
  });

  it('is listed page by page with its region', async () => {
    const made = [await newBucket(), await newBucket(), await newBucket()];
    const found = [];
    for await (const { Buckets } of paginateListBuckets({ client: s3, pageSize: 2 }, { Prefix: 'bucket-' })) {
      found.push(...(Buckets ?? []));
    }
    expect(found.map(({ Name }) => Name)).toEqual(expect.arrayContaining(made.map(({ Bucket }) => Bucket)));
    expect(found[0]).toMatchObject({ BucketRegion: 'eu-west-1', CreationDate: expect.any(Date) });
    const whole = await s3.send(new ListBucketsCommand());
    expect(whole.Owner?.ID).toMatch(/^[0-9a-f]{64}$/);
  });

  it('keeps versioning, tags, notifications and policy in XML', async () => {
    const bucket = await newBucket();
    await s3.send(
      new PutBucketVersioningCommand({ ...bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    );
    expect((await s3.send(new GetBucketVersioningCommand(bucket))).Status).toBe('Enabled');
    await expect(s3.send(new GetBucketTaggingCommand(bucket))).rejects.toMatchObject({
      name: 'NoSuchTagSet',
    });
    const TagSet = [{ Key: '팀 & co', Value: '<결제>' }];
    await s3.send(new PutBucketTaggingCommand({ ...bucket, Tagging: { TagSet } }));
    expect((await s3.send(new GetBucketTaggingCommand(bucket))).TagSet).toEqual(TagSet);
    const rule = {
      Id: 'mine',
      QueueArn: 'arn:aws:sqs:eu-west-1:123456789012:q',
      Events: ['s3:ObjectCreated:*'],
    };
    const NotificationConfiguration = {
      QueueConfigurations: [
        {
          ...rule,
          Events: ['s3:ObjectCreated:*' as const],
          Filter: { Key: { FilterRules: [{ Name: 'prefix' as const, Value: 'in/' }] } },
        },
      ],
      EventBridgeConfiguration: {},
    };
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        ...{ ...bucket, NotificationConfiguration },
        SkipDestinationValidation: true,
      }),
    );
    expect(await s3.send(new GetBucketNotificationConfigurationCommand(bucket))).toMatchObject(
      NotificationConfiguration,
    );
    const Policy = '{"Version":"2012-10-17","Statement":[]}';
    await s3.send(new PutBucketPolicyCommand({ ...bucket, Policy }));
    expect((await s3.send(new GetBucketPolicyCommand(bucket))).Policy).toBe(Policy);
  });
});

describe('an object over HTTP', () => {
  it('comes back with its bytes, its checksum, its type and its metadata', async () => {
    const object = { ...(await newBucket()), Key: 'logs/2026 & more/주문+1.txt' };
    const put = await s3.send(
      new PutObjectCommand({
        ...object,
        Body: 'hello',
        ContentType: 'text/plain',
        Metadata: { owner: 'me' },
      }),
    );
    expect(put).toMatchObject({ ETag: '"5d41402abc4b2a76b9719d911017c592"', ChecksumCRC32: 'NhCmhg==' });
    const got = await s3.send(new GetObjectCommand(object));
    expect(await got.Body?.transformToString()).toBe('hello');
    expect(got).toMatchObject({ ContentType: 'text/plain', ContentLength: 5, Metadata: { owner: 'me' } });
    const head = await s3.send(new HeadObjectCommand(object));
    expect(head).toMatchObject({ ContentLength: 5, ETag: put.ETag, LastModified: expect.any(Date) });
  });

  it('may be streamed, which sends it in chunks with a trailing checksum', async () => {
    const object = { ...(await newBucket()), Key: 'stream' };
    const parts = Array.from({ length: 40 }, (_, index) => Buffer.alloc(10_000, index));
    const ContentLength = 400_000;
    await s3.send(new PutObjectCommand({ ...object, Body: Readable.from(parts), ContentLength }));
    const got = await s3.send(new GetObjectCommand(object));
    const bytes = Buffer.from((await got.Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(Buffer.concat(parts))).toBe(true);
  });

  it('is read in part, with the status of a part', async () => {
    const object = { ...(await newBucket()), Key: 'part' };
    await s3.send(new PutObjectCommand({ ...object, Body: 'hello' }));
    const got = await s3.send(new GetObjectCommand({ ...object, Range: 'bytes=1-3' }));
    expect(await got.Body?.transformToString()).toBe('ell');
    expect(got).toMatchObject({ ContentRange: 'bytes 1-3/5', $metadata: { httpStatusCode: 206 } });
  });

  it('stays packed where it was put packed', async () => {
    const object = { ...(await newBucket()), Key: 'packed' };
    const packed = Buffer.from('H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA==', 'base64');
    await s3.send(new PutObjectCommand({ ...object, Body: packed, ContentEncoding: 'gzip' }));
    const got = await s3.send(new GetObjectCommand(object));
    expect(got.ContentEncoding).toBe('gzip');
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? [])).toEqual(packed);
  });

  it('with another checksum than its own is refused', async () => {
    const object = { ...(await newBucket()), Key: 'broken' };
    const put = s3.send(new PutObjectCommand({ ...object, Body: 'hello', ChecksumCRC32: 'AAAAAA==' }));
    await expect(put).rejects.toMatchObject({ name: 'BadDigest' });
  });

  it('that is missing is NoSuchKey, and NotFound where the answer has no body', async () => {
    const object = { ...(await newBucket()), Key: 'nothing' };
    await expect(s3.send(new GetObjectCommand(object))).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(s3.send(new HeadObjectCommand(object))).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('is deleted for good with its version, and hidden without', async () => {
    const bucket = await newBucket();
    await s3.send(
      new PutBucketVersioningCommand({ ...bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    );
    const object = { ...bucket, Key: 'a' };
    const { VersionId } = await s3.send(new PutObjectCommand({ ...object, Body: '1' }));
    const marker = await s3.send(new DeleteObjectCommand(object));
    expect(marker).toMatchObject({ DeleteMarker: true, VersionId: expect.any(String) });
    const listed = await s3.send(new ListObjectVersionsCommand(bucket));
    expect(listed.Versions).toMatchObject([{ Key: 'a', VersionId, IsLatest: false, Size: 1 }]);
    expect(listed.DeleteMarkers).toMatchObject([{ Key: 'a', VersionId: marker.VersionId, IsLatest: true }]);
    const Objects = [
      { Key: 'a', VersionId },
      { Key: 'a', VersionId: marker.VersionId },
      { Key: 'never there' },
    ];
    const deleted = await s3.send(new DeleteObjectsCommand({ ...bucket, Delete: { Objects } }));
    expect(deleted.Deleted).toHaveLength(3);
    expect(deleted.Deleted?.[1]).toMatchObject({
      DeleteMarker: true,
      DeleteMarkerVersionId: marker.VersionId,
    });
    expect(deleted.Errors).toBeUndefined();
  });

  it('is listed page by page, with folders rolled up', async () => {
    const bucket = await newBucket();
    for (const Key of ['a/1', 'a/2', 'b', 'c/1', 'd&e']) {
      await s3.send(new PutObjectCommand({ ...bucket, Key, Body: Key }));
    }
    const found: string[] = [];
    const query = { ...bucket, Delimiter: '/' };
    for await (const { Contents, CommonPrefixes } of paginateListObjectsV2(
      { client: s3, pageSize: 1 },
      query,
    )) {
      found.push(...(CommonPrefixes ?? []).map(({ Prefix }) => `${Prefix}`));
      found.push(...(Contents ?? []).map(({ Key }) => `${Key}`));
    }
    expect(found).toEqual(['a/', 'b', 'c/', 'd&e']);
    const under = await s3.send(new ListObjectsV2Command({ ...bucket, Prefix: 'a/' }));
    expect(under).toMatchObject({ KeyCount: 2, IsTruncated: false, Contents: [{ Size: 3 }, { Key: 'a/2' }] });
  });
});

describe('a multipart upload over HTTP', () => {
  it('makes one object of its parts', async () => {
    const object = { ...(await newBucket()), Key: 'big/file' };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(object));
    const bodies = [Buffer.alloc(5 * 1024 * 1024, 1), Buffer.from('end')];
    const Parts = [];
    for (const [index, Body] of bodies.entries()) {
      const part = { ...object, UploadId, PartNumber: index + 1, Body };
      const { ETag } = await s3.send(new UploadPartCommand(part));
      Parts.push({ ETag, PartNumber: index + 1 });
    }
    const { Uploads } = await s3.send(new ListMultipartUploadsCommand({ Bucket: object.Bucket }));
    expect(Uploads).toMatchObject([{ Key: 'big/file', UploadId }]);
    const MultipartUpload = { Parts };
    const done = await s3.send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload }));
    expect(done.ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
    const head = await s3.send(new HeadObjectCommand(object));
    expect(head.ContentLength).toBe(5 * 1024 * 1024 + 3);
  });

  it('can be given up', async () => {
    const object = { ...(await newBucket()), Key: 'a' };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(object));
    await s3.send(new AbortMultipartUploadCommand({ ...object, UploadId }));
    const again = s3.send(new AbortMultipartUploadCommand({ ...object, UploadId }));
    await expect(again).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });
});

describe('what the sandbox cannot do', () => {
  it('is named by the query that asks for it', async () => {
    const response = await fetch(`${sandbox.url}/any?website`, {
      headers: { authorization: authorization('s3') },
    });
    expect(response.status).toBe(501);
    expect(await response.text()).toContain('s3:GetBucketWebsite is not in the sandbox');
  });

  it('left no fault behind', () => {
    expect(sandbox.ledger.bugs).toEqual([]);
  });
});
