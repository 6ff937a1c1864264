import type { ListBucketsCommandInput, ListBucketsCommandOutput } from '@aws-sdk/client-s3';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { page, pageSize } from '../paging.ts';
import { owner } from './owner.ts';

const MOST = 10_000;

/**
 * The buckets of all regions, by name, from whichever region it is asked. A request without MaxBuckets is answered in
 * one piece; only one with paging or a filter is told the regions, as on AWS.
 */
export function ListBuckets(input: ListBucketsCommandInput, call: Call): Answer<ListBucketsCommandOutput> {
  const outOfRange = new AwsError(
    'InvalidArgument',
    `Argument max-buckets must be an integer between 1 and ${MOST}`,
  );
  const size = pageSize(input.MaxBuckets, { otherwise: MOST, most: MOST }, outOfRange);
  const isDetailed = [input.MaxBuckets, input.Prefix, input.BucketRegion].some(
    (asked) => asked !== undefined,
  );
  const wanted = call.world
    .regions()
    .flatMap(({ name, s3 }) => [...s3.buckets.values()].map((bucket) => ({ bucket, region: name })))
    .filter(({ bucket, region }) => {
      return bucket.name.startsWith(input.Prefix ?? '') && region === (input.BucketRegion ?? region);
    })
    .sort((a, b) => (a.bucket.name < b.bucket.name ? -1 : 1));
  const invalidToken = new AwsError('InvalidArgument', 'The continuation token provided is incorrect');
  const { items, nextToken } = page(wanted, input.ContinuationToken, size, invalidToken);
  return {
    Buckets: items.map(({ bucket, region }) => ({
      Name: bucket.name,
      CreationDate: bucket.createdAt,
      ...(isDetailed && { BucketRegion: region }),
    })),
    Owner: owner(call.world),
    ContinuationToken: nextToken,
    Prefix: input.Prefix,
  };
}
