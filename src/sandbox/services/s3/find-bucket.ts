import { AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import type { Bucket } from './state.ts';

/** A bucket and the region that holds it. */
export interface Located {
  readonly bucket: Bucket;
  readonly region: Region;
}

/** The bucket of that name, in whatever region it is; undefined where there is none. */
export function locateBucket(name: string | undefined, { world }: Call): Located | undefined {
  for (const region of world.regions()) {
    const bucket = region.s3.buckets.get(name ?? '');
    if (bucket) return { bucket, region };
  }
  return undefined;
}

/** The bucket of that name. Throws NoSuchBucket, or PermanentRedirect where it is in another region. */
export function findBucket(name: string | undefined, call: Call): Bucket {
  const bucket = call.region.s3.buckets.get(name ?? '');
  if (bucket) return bucket;
  if (!locateBucket(name, call)) throw noSuchBucket();
  const message =
    'The bucket you are attempting to access must be addressed using the specified endpoint. ' +
    'Please send all future requests to this endpoint.';
  throw new AwsError('PermanentRedirect', message, 301);
}

export function noSuchBucket(): AwsError {
  return new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
}
