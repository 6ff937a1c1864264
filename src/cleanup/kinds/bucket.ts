import {
  type Bucket,
  CreateBucketCommand,
  DeleteBucketCommand,
  paginateListBuckets,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Aws } from '../../aws/aws.ts';
import { collect } from '../../aws/pages.ts';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Removal, type Search } from '../kind.ts';
import type { Thing } from '../thing.ts';
import { contentsInWords, contentsOf, isObjectLockOn } from './bucket/contents.ts';
import { emptyBucket } from './bucket/empty.ts';
import { partitionOf } from './partition.ts';

/** Buckets of S3. The name of one that is deleted may be taken by anybody. */
export const bucket: Kind = {
  name: 'bucket',
  types: ['AWS::S3::Bucket'],
  reads: ['s3:ListAllMyBuckets', 's3:ListBucketVersions', 's3:GetBucketObjectLockConfiguration'],
  writes: [
    's3:DeleteObject',
    's3:DeleteObjectVersion',
    's3:ListBucketMultipartUploads',
    's3:AbortMultipartUpload',
    's3:DeleteBucket',
  ],
  find,
  inspect,
  prepare: (thing, { deleteData }) => (deleteData && thing.data ? [emptying(thing)] : []),
  remove: (thing) => [deletion(thing)],
  operations: {
    s3: {
      ...operationsOf(S3Client, { CreateBucket: CreateBucketCommand, DeleteBucket: DeleteBucketCommand }),
      EmptyBucket: emptyBucket,
    },
  },
};

async function find({ aws, region, tagsOf }: Search): Promise<Thing[]> {
  const pages = paginateListBuckets(
    { client: aws.client(S3Client), pageSize: 1000 },
    { BucketRegion: region },
  );
  const buckets = await collect(pages, ({ Buckets }) => Buckets);
  return buckets.map((found) => thingOf(found, region, tagsOf));
}

function thingOf(found: Bucket, region: string, tagsOf: Search['tagsOf']): Thing {
  const { Name: id = '', CreationDate: createdAt } = found;
  const arn = found.BucketArn ?? `arn:${partitionOf(region)}:s3:::${id}`;
  return {
    kind: 'bucket',
    id,
    name: id,
    arn,
    region,
    tags: tagsOf(arn),
    ties: [],
    aliases: [arn],
    ...(createdAt && { createdAt }),
    definition: { ...found },
  };
}

async function inspect(thing: Thing, aws: Aws): Promise<Thing> {
  const [contents, isLocked] = await Promise.all([contentsOf(aws, thing.id), isObjectLockOn(aws, thing.id)]);
  const what = contentsInWords(contents);
  if (what === undefined) return thing;
  const { bytes } = contents;
  return {
    ...thing,
    data: { what: isLocked ? `${what} under object lock` : what, bytes },
    charges: [{ price: 'object storage, gigabyte', quantity: bytes / 1e9 }],
  };
}

/** One step for any number of objects: S3 deletes a thousand a call. */
function emptying({ id, data }: Thing): Removal {
  return {
    name: 'empty',
    action: 'delete',
    reason: 'AWS deletes no bucket with something in it, old versions and delete markers counted',
    changes: [{ field: 'contents', from: data?.what ?? '' }],
    call: call('s3', 'EmptyBucket', { Bucket: id }),
    goal: ['NoSuchBucket'],
  };
}

function deletion({ id, region }: Thing): Removal {
  // S3 takes every region but the first as a constraint.
  const isFirst = region === 'us-east-1';
  return {
    name: 'delete',
    action: 'delete',
    call: call('s3', 'DeleteBucket', { Bucket: id }),
    undo: call('s3', 'CreateBucket', {
      Bucket: id,
      ...(!isFirst && { CreateBucketConfiguration: { LocationConstraint: region } }),
    }),
    goal: ['NoSuchBucket'],
  };
}
