import type {
  CreateBucketCommandInput,
  CreateBucketCommandOutput,
  DeleteBucketCommandInput,
  DeleteBucketCommandOutput,
  GetBucketLocationCommandInput,
  GetBucketLocationCommandOutput,
  HeadBucketCommandInput,
  HeadBucketCommandOutput,
} from '@aws-sdk/client-s3';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { findBucket, locateBucket, noSuchBucket } from './find-bucket.ts';
import { tagRecord } from './tags.ts';

/** Where a bucket is put without a location, and where its location reads as none. */
const FIRST_REGION = 'us-east-1';

/**
 * Names are taken in all regions. Making one's own bucket again is refused, but for us-east-1, which answers as if
 * it had been made now.
 */
export function CreateBucket(input: CreateBucketCommandInput, call: Call): Answer<CreateBucketCommandOutput> {
  const name = validName(input.Bucket);
  const region = regionFor(input.CreateBucketConfiguration?.LocationConstraint, call);
  const answer = { Location: `/${name}` };
  const known = locateBucket(name, call);
  if (known?.region.name === FIRST_REGION && region.name === FIRST_REGION) return answer;
  if (known) {
    const message = 'Your previous request to create the named bucket succeeded and you already own it.';
    throw new AwsError('BucketAlreadyOwnedByYou', message, 409);
  }
  const objectLock = input.ObjectLockEnabledForBucket ?? false;
  const arn = `arn:${region.partition}:s3:::${name}`;
  region.s3.buckets.set(name, {
    name,
    arn,
    createdAt: call.now,
    versioning: objectLock ? 'Enabled' : undefined,
    objectLock,
    policy: undefined,
    notifications: {},
    eventsFrom: undefined,
    eventCount: 0,
    keys: new Map(),
    uploads: new Map(),
  });
  region.tags.set(arn, tagRecord(input.CreateBucketConfiguration?.Tags ?? []));
  return answer;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function validName(name = ''): string {
  const isValid =
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..') && !/^\d+(\.\d+){3}$/.test(name);
  if (!isValid) throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.');
  return name;
}

/** The endpoint of a region makes buckets there alone; that of us-east-1 makes them everywhere. */
function regionFor(constraint: string | undefined, { region, world }: Call): Region {
  const asked = constraint === 'EU' ? 'eu-west-1' : constraint;
  if (asked === FIRST_REGION) {
    throw new AwsError('InvalidLocationConstraint', 'The specified location-constraint is not valid');
  }
  if (region.name === FIRST_REGION) return asked ? world.region(asked) : region;
  if (asked === region.name) return region;
  const message =
    `The ${asked ?? 'unspecified'} location constraint is incompatible for the region specific endpoint ` +
    'this request was sent to.';
  throw new AwsError('IllegalLocationConstraintException', message);
}

/** Every version and delete marker has to be gone; uploads under way go with the bucket. */
export function DeleteBucket(input: DeleteBucketCommandInput, call: Call): Answer<DeleteBucketCommandOutput> {
  const bucket = findBucket(input.Bucket, call);
  if (bucket.keys.size > 0) {
    const hint = bucket.versioning ? ' You must delete all versions in the bucket.' : '';
    throw new AwsError('BucketNotEmpty', `The bucket you tried to delete is not empty.${hint}`, 409);
  }
  call.region.s3.buckets.delete(bucket.name);
  call.region.tags.bury(bucket.arn, call.now);
  return {};
}

export function HeadBucket(input: HeadBucketCommandInput, call: Call): Answer<HeadBucketCommandOutput> {
  findBucket(input.Bucket, call);
  return { BucketRegion: call.region.name, AccessPointAlias: false };
}

/** Answered from every region's endpoint; no location stands for us-east-1. */
export function GetBucketLocation(
  input: GetBucketLocationCommandInput,
  call: Call,
): { LocationConstraint?: GetBucketLocationCommandOutput['LocationConstraint'] | string } {
  const located = locateBucket(input.Bucket, call);
  if (!located) throw noSuchBucket();
  return located.region.name === FIRST_REGION ? {} : { LocationConstraint: located.region.name };
}
