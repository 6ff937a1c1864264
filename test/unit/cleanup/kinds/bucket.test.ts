import { S3Client } from '@aws-sdk/client-s3';
import type { InitializeMiddleware, MetadataBearer, MiddlewareStack } from '@smithy/types';
import { describe, expect, it } from 'vitest';
import { bucket } from '../../../../src/cleanup/kinds/bucket.ts';
import { PutBucketVersioning } from '../../../../src/sandbox/services/s3/bucket-configuration.ts';
import { CreateBucket } from '../../../../src/sandbox/services/s3/buckets.ts';
import { CreateMultipartUpload } from '../../../../src/sandbox/services/s3/multipart.ts';
import { type Planting, plantObjects } from '../../../../src/sandbox/services/s3/plant.ts';
import { failureFrom } from './failure-from.ts';
import { KindPractice, namesOf } from './kind-practice.ts';

function bucketWith(plantings: Iterable<Planting>, { versioned = false, locked = false } = {}) {
  const practice = new KindPractice(bucket);
  CreateBucket({ Bucket: 'logs', ObjectLockEnabledForBucket: locked }, practice.call);
  if (versioned) {
    const VersioningConfiguration = { Status: 'Enabled' as const };
    PutBucketVersioning({ Bucket: 'logs', VersioningConfiguration }, practice.call);
  }
  plantObjects('logs', plantings, practice.call);
  return practice;
}

function many(count: number): Planting[] {
  return Array.from({ length: count }, (_, index) => ({ key: `${index}`, size: 10 }));
}

describe('buckets', () => {
  it('are those of the region, with the tags that the tagging API gives', async () => {
    const practice = bucketWith([]);
    const elsewhere = { CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' as const } };
    CreateBucket({ Bucket: 'elsewhere', ...elsewhere }, practice.call);
    const things = await practice.find({ tags: { 'arn:aws:s3:::logs': { team: 'shop' } } });
    expect(things).toMatchObject([{ id: 'logs', arn: 'arn:aws:s3:::logs', tags: { team: 'shop' } }]);
  });

  it.each([
    ['nothing', [], undefined],
    ['one object', [{ key: 'a', size: 7 }], { what: '1 object', bytes: 7 }],
    [
      'versions',
      [
        { key: 'a', size: 7, versions: 3 },
        { key: 'b', size: 1 },
      ],
      { what: '2 objects and 2 older versions', bytes: 22 },
    ],
    ['what was deleted', [{ key: 'a', size: 7, deleted: true }], { what: '1 older version', bytes: 7 }],
  ])('tell what they hold: %s', async (_, plantings: Planting[], data) => {
    const practice = bucketWith(plantings, { versioned: true });
    expect((await practice.inspected('logs')).data).toEqual(data);
  });

  it('that hold only delete markers are not empty', async () => {
    const practice = bucketWith([{ key: 'a', size: 7, versions: 0, deleted: true }], { versioned: true });
    expect((await practice.inspected('logs')).data?.what).toBe('1 delete marker');
  });

  it('are not counted to the end where it would take long', async () => {
    const practice = bucketWith([]);
    const thing = await practice.thing('logs');
    const Versions = Array.from({ length: 1000 }, () => ({ IsLatest: true, Size: 2 }));
    let pages = 0;
    const endless: InitializeMiddleware<object, MetadataBearer> =
      (next, { commandName }) =>
      async (args) => {
        if (commandName !== 'ListObjectVersionsCommand') return next(args);
        pages += 1;
        const output = { $metadata: {}, Versions, IsTruncated: true, NextKeyMarker: `${pages}` };
        return { response: {}, output };
      };
    const stack: MiddlewareStack<object, MetadataBearer> = practice.aws.client(S3Client).middlewareStack;
    stack.addRelativeTo(endless, { relation: 'before', toMiddleware: 'sandboxWorld' });
    const { data, charges } =
      (await practice.kind.inspect?.(thing, practice.aws, practice.search().wishes)) ?? {};
    expect(data).toEqual({ what: 'more than 50,000 objects', bytes: 100_000 });
    expect(charges).toEqual([{ price: 'object storage, gigabyte', quantity: 0.0001 }]);
    expect(pages).toBe(50);
  });

  it('without objects are deleted, and made again', async () => {
    const practice = bucketWith([]);
    const thing = await practice.inspected('logs');
    expect(namesOf(await practice.remove(thing))).toEqual(['DeleteBucket']);
    expect(await practice.find()).toEqual([]);
    await practice.undo(thing);
    expect(await practice.find()).toHaveLength(1);
  });

  it('are emptied a thousand versions a call, with their unfinished uploads', async () => {
    const practice = bucketWith([...many(1200), { key: 'z', size: 1, versions: 2, deleted: true }], {
      versioned: true,
    });
    CreateMultipartUpload({ Bucket: 'logs', Key: 'huge' }, practice.call);
    const thing = await practice.inspected('logs');
    await expect(practice.remove(thing)).rejects.toMatchObject({ name: 'BucketNotEmpty' });
    expect(namesOf(await practice.remove(thing, { deleteData: true }))).toEqual([
      'DeleteObjects',
      'DeleteObjects',
      'AbortMultipartUpload',
      'DeleteBucket',
    ]);
    expect(await practice.find()).toEqual([]);
  });

  it('under object lock say so, and stay where S3 refuses to delete a version', async () => {
    const lock = { legalHold: true };
    const practice = bucketWith([{ key: 'kept', size: 1, lock }, ...many(3)], { locked: true });
    const thing = await practice.inspected('logs');
    expect(thing.data?.what).toBe('4 objects under object lock');
    const failure = await failureFrom(() => practice.remove(thing, { deleteData: true }));
    expect(failure).toMatchObject({ kind: 'refused' });
    expect(failure?.message).toMatch(/^S3 refused to delete kept from bucket logs: AccessDenied/);
    expect(await practice.find()).toHaveLength(1);
  });

  it('go by what S3 says of them: one that is gone already is no error', async () => {
    const practice = bucketWith(many(1));
    const thing = await practice.inspected('logs');
    await practice.remove(thing, { deleteData: true });
    expect((await practice.remove(thing, { deleteData: true })).at(-1)?.error).toBe('NoSuchBucket');
  });
});
