import type {
  DeleteBucketTaggingCommandInput,
  DeleteBucketTaggingCommandOutput,
  GetBucketTaggingCommandInput,
  GetBucketTaggingCommandOutput,
  PutBucketTaggingCommandInput,
  PutBucketTaggingCommandOutput,
  Tag,
} from '@aws-sdk/client-s3';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { findBucket } from './find-bucket.ts';

const MOST_TAGS = 50;

/** Replaces the whole set, as S3 has no way to add a tag. */
export function PutBucketTagging(
  input: PutBucketTaggingCommandInput,
  call: Call,
): Answer<PutBucketTaggingCommandOutput> {
  const { arn } = findBucket(input.Bucket, call);
  const set = input.Tagging?.TagSet ?? [];
  if (set.length > MOST_TAGS) {
    throw new AwsError('BadRequest', `Bucket tag count cannot be greater than ${MOST_TAGS}`);
  }
  const tags = tagRecord(set);
  if (Object.keys(tags).length < set.length) {
    throw new AwsError('InvalidTag', 'Cannot provide multiple Tags with the same key');
  }
  call.region.tags.set(arn, tags);
  return {};
}

export function GetBucketTagging(
  input: GetBucketTaggingCommandInput,
  call: Call,
): Answer<GetBucketTaggingCommandOutput> {
  const { arn } = findBucket(input.Bucket, call);
  const TagSet = Object.entries(call.region.tags.get(arn)).map(([Key, Value]) => ({ Key, Value }));
  if (TagSet.length > 0) return { TagSet };
  throw new AwsError('NoSuchTagSet', 'The TagSet does not exist', 404);
}

export function DeleteBucketTagging(
  input: DeleteBucketTaggingCommandInput,
  call: Call,
): Answer<DeleteBucketTaggingCommandOutput> {
  call.region.tags.set(findBucket(input.Bucket, call).arn, {});
  return {};
}

export function tagRecord(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
