import { describe, expect, it } from 'vitest';
import { PutBucketVersioning } from '../../../../../src/sandbox/services/s3/bucket-configuration.ts';
import {
  CreateBucket,
  DeleteBucket,
  GetBucketLocation,
  HeadBucket,
} from '../../../../../src/sandbox/services/s3/buckets.ts';
import { DeleteObject, DeleteObjects } from '../../../../../src/sandbox/services/s3/deletions.ts';
import { ListBuckets } from '../../../../../src/sandbox/services/s3/list-buckets.ts';
import { ListObjectsV2 } from '../../../../../src/sandbox/services/s3/list-objects.ts';
import { ListObjectVersions } from '../../../../../src/sandbox/services/s3/list-versions.ts';
import { GetObject, PutObject } from '../../../../../src/sandbox/services/s3/objects.ts';
import { plantObjects } from '../../../../../src/sandbox/services/s3/plant.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const bucket = { Bucket: 'estate' };

function worldWithBucket(input: { ObjectLockEnabledForBucket?: boolean } = {}): PracticeWorld {
  const practice = new PracticeWorld();
  CreateBucket({ ...bucket, ...input }, practice.call);
  return practice;
}

function versioned(practice: PracticeWorld, Status: 'Enabled' | 'Suspended' = 'Enabled'): void {
  PutBucketVersioning({ ...bucket, VersioningConfiguration: { Status } }, practice.call);
}

/** What is in the bucket: `key@id`, delete markers with a cross. */
function content(practice: PracticeWorld): string[] {
  const { Versions = [], DeleteMarkers = [] } = ListObjectVersions(bucket, practice.call);
  return [...Versions.map(({ Key }) => `${Key}`), ...DeleteMarkers.map(({ Key }) => `${Key} x`)];
}

describe('deleting a bucket', () => {
  it('is refused until the last version and the last delete marker are gone', () => {
    const practice = worldWithBucket();
    versioned(practice);
    const { VersionId } = PutObject({ ...bucket, Key: 'a', Body: '1' }, practice.call);
    const marker = DeleteObject({ ...bucket, Key: 'a' }, practice.call);
    expect(refusal(() => DeleteBucket(bucket, practice.call))).toMatch(/^BucketNotEmpty/);
    DeleteObject({ ...bucket, Key: 'a', VersionId }, practice.call);
    expect(refusal(() => DeleteBucket(bucket, practice.call))).toMatch(/^BucketNotEmpty/);
    DeleteObject({ ...bucket, Key: 'a', VersionId: marker.VersionId }, practice.call);
    DeleteBucket(bucket, practice.call);
    expect(ListBuckets({}, practice.call).Buckets).toEqual([]);
  });

  it('leaves its tags to the tagging API', () => {
    const practice = new PracticeWorld();
    const Tags = [{ Key: 'app', Value: 'shop' }];
    CreateBucket({ ...bucket, CreateBucketConfiguration: { Tags } }, practice.call);
    DeleteBucket(bucket, practice.call);
    const [entry] = practice.region.tags.entries();
    expect(entry).toMatchObject({
      arn: 'arn:aws:s3:::estate',
      tags: { app: 'shop' },
      deletedAt: practice.call.now,
    });
  });
});

describe('deleting an object', () => {
  it('removes it where there never were versions', () => {
    const practice = worldWithBucket();
    PutObject({ ...bucket, Key: 'a', Body: '1' }, practice.call);
    expect(DeleteObject({ ...bucket, Key: 'a' }, practice.call)).toEqual({ VersionId: undefined });
    expect(content(practice)).toEqual([]);
  });

  it('leaves one marker and the named versions where versioning was suspended', () => {
    const practice = worldWithBucket();
    PutObject({ ...bucket, Key: 'a', Body: 'before' }, practice.call);
    versioned(practice);
    PutObject({ ...bucket, Key: 'a', Body: 'named' }, practice.call);
    versioned(practice, 'Suspended');
    expect(DeleteObject({ ...bucket, Key: 'a' }, practice.call)).toEqual({
      DeleteMarker: true,
      VersionId: 'null',
    });
    expect(content(practice)).toEqual(['a', 'a x']);
  });

  it('is refused for held and retained versions, but never for a marker in front of them', () => {
    const practice = worldWithBucket({ ObjectLockEnabledForBucket: true });
    const until = new Date(practice.now + 3600_000);
    const held = { ObjectLockLegalHoldStatus: 'ON' } as const;
    const governed = { ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: until } as const;
    const first = PutObject({ ...bucket, Key: 'held', Body: '1', ...held }, practice.call);
    const second = PutObject({ ...bucket, Key: 'governed', Body: '1', ...governed }, practice.call);
    const Objects = [
      { Key: 'held', VersionId: first.VersionId },
      { Key: 'governed', VersionId: second.VersionId },
      { Key: 'held' },
    ];
    const { Deleted, Errors } = DeleteObjects({ ...bucket, Delete: { Objects } }, practice.call);
    expect(Errors?.map(({ Key, Code }) => [Key, Code])).toEqual([
      ['held', 'AccessDenied'],
      ['governed', 'AccessDenied'],
    ]);
    expect(Deleted).toMatchObject([{ Key: 'held', DeleteMarker: true }]);
    const governedOne = { ...bucket, Key: 'governed', VersionId: second.VersionId };
    DeleteObject({ ...governedOne, BypassGovernanceRetention: true }, practice.call);
    expect(content(practice)).toEqual(['held', 'held x']);
  });

  it('waits for the end of a retention that nobody may bypass', () => {
    const practice = worldWithBucket({ ObjectLockEnabledForBucket: true });
    const retainUntil = new Date(practice.now + 60_000);
    plantObjects('estate', [{ key: 'a', size: 1, lock: { mode: 'COMPLIANCE', retainUntil } }], practice.call);
    const [only] = ListObjectVersions(bucket, practice.call).Versions ?? [];
    const remove = () =>
      DeleteObject(
        { ...bucket, Key: 'a', VersionId: only?.VersionId, BypassGovernanceRetention: true },
        practice.call,
      );
    expect(refusal(remove)).toMatch(/^AccessDenied/);
    practice.pass(61);
    remove();
    expect(content(practice)).toEqual([]);
  });

  it('takes 1,000 at once and says nothing of them when it is to be quiet', () => {
    const practice = worldWithBucket();
    const objects = (length: number) => Array.from({ length }, (_, index) => ({ Key: `k${index}` }));
    const remove = (length: number) =>
      DeleteObjects({ ...bucket, Delete: { Objects: objects(length), Quiet: true } }, practice.call);
    expect(remove(1000)).toEqual({ Deleted: [], Errors: [] });
    expect(refusal(() => remove(1001))).toMatch(/^MalformedXML/);
  });
});

describe('listing versions', () => {
  it('goes through many, page by page, while they are being deleted', () => {
    const practice = worldWithBucket();
    versioned(practice);
    const plantings = Array.from({ length: 700 }, (_, index) => ({
      ...{ key: `logs/${String(index).padStart(4, '0')}`, size: 5_000_000_000 },
      ...{ versions: 2, deleted: index % 2 === 0 },
    }));
    plantObjects('estate', plantings, practice.call);
    const pages: number[] = [];
    let markers = {};
    for (;;) {
      const answer = ListObjectVersions({ ...bucket, ...markers }, practice.call);
      const Objects = [...(answer.Versions ?? []), ...(answer.DeleteMarkers ?? [])].map(
        ({ Key, VersionId }) => ({
          ...{ Key, VersionId },
        }),
      );
      pages.push(Objects.length);
      DeleteObjects({ ...bucket, Delete: { Objects } }, practice.call);
      if (!answer.IsTruncated) break;
      markers = { KeyMarker: answer.NextKeyMarker, VersionIdMarker: answer.NextVersionIdMarker };
    }
    expect(pages).toEqual([1000, 750]);
    expect(content(practice)).toEqual([]);
  });

  it('takes up behind a version in the middle of a key', () => {
    const practice = worldWithBucket();
    versioned(practice);
    for (const Body of ['1', '2', '3']) PutObject({ ...bucket, Key: 'a', Body }, practice.call);
    const first = ListObjectVersions({ ...bucket, MaxKeys: 2 }, practice.call);
    expect(first.Versions?.map(({ IsLatest }) => IsLatest)).toEqual([true, false]);
    const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = first;
    const second = ListObjectVersions({ ...bucket, KeyMarker, VersionIdMarker }, practice.call);
    expect(second).toMatchObject({ IsTruncated: false, Versions: [{ Key: 'a', IsLatest: false }] });
    expect(refusal(() => ListObjectVersions({ ...bucket, VersionIdMarker }, practice.call))).toMatch(
      /^InvalidArgument/,
    );
  });

  it('orders keys by their bytes and encodes them for those who ask', () => {
    const practice = worldWithBucket();
    for (const Key of ['😀', '~', '\uff5e', 'a b/+']) PutObject({ ...bucket, Key, Body: '' }, practice.call);
    const keys = (EncodingType?: 'url') =>
      ListObjectsV2({ ...bucket, EncodingType }, practice.call).Contents?.map(({ Key }) => Key);
    expect(keys()).toEqual(['a b/+', '~', '\uff5e', '😀']);
    expect(keys('url')?.[0]).toBe('a%20b/%2B');
  });
});

describe('bucket names', () => {
  it('are taken in all regions, and buckets are reached in their own', () => {
    const practice = new PracticeWorld();
    const { world } = practice;
    const west = () => ({ ...practice.call, region: world.region('eu-west-1') });
    const there = { CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } } as const;
    CreateBucket({ ...bucket, ...there }, west());
    expect(refusal(() => CreateBucket(bucket, practice.call))).toMatch(/^BucketAlreadyOwnedByYou/);
    expect(refusal(() => HeadBucket(bucket, practice.call))).toMatch(/^PermanentRedirect/);
    expect(GetBucketLocation(bucket, practice.call)).toEqual({ LocationConstraint: 'eu-west-1' });
    const { Buckets } = ListBuckets({ MaxBuckets: 10 }, practice.call);
    expect(Buckets).toMatchObject([{ Name: 'estate', BucketRegion: 'eu-west-1' }]);
    expect(refusal(() => CreateBucket({ Bucket: 'another' }, west()))).toMatch(
      /^IllegalLocationConstraintException: The unspecified/,
    );
    expect(refusal(() => CreateBucket({ Bucket: 'Big_Names' }, practice.call))).toMatch(/^InvalidBucketName/);
  });
});

describe('planted objects', () => {
  it('have a size, and bytes up to what can be made up', () => {
    const practice = worldWithBucket();
    plantObjects(
      'estate',
      [
        { key: 'small', size: 3 },
        { key: 'big', size: 10 ** 12 },
      ],
      practice.call,
    );
    expect(GetObject({ ...bucket, Key: 'small' }, practice.call).Body).toEqual(new Uint8Array(3));
    expect(refusal(() => GetObject({ ...bucket, Key: 'big' }, practice.call))).toMatch(/^NotInSandbox/);
  });
});
