import { createHash } from 'node:crypto';
import type { Call } from '../../service.ts';
import { deleteMarker } from './deletions.ts';
import { findBucket } from './find-bucket.ts';
import type { ObjectLock, ObjectVersion } from './state.ts';
import { addVersion, nextVersionId } from './versions.ts';

/** What a scenario puts into a bucket without sending its bytes. */
export interface Planting {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** When it was put; now where nothing is said. */
  readonly lastModified?: Date;
  /** How many versions it gets, one where nothing is said; more only count where the bucket is versioned. */
  readonly versions?: number;
  /** Whether it was deleted in the end, which leaves a delete marker in front of its versions. */
  readonly deleted?: boolean;
  /** What keeps its versions from being deleted. */
  readonly lock?: ObjectLock;
}

/** Puts objects of any size into a bucket; only their sizes are kept. Throws NoSuchBucket. */
export function plantObjects(bucketName: string, plantings: Iterable<Planting>, call: Call): void {
  const bucket = findBucket(bucketName, call);
  for (const planting of plantings) {
    const { key, lastModified = call.now, versions = 1 } = planting;
    for (let count = 0; count < versions; count += 1) {
      addVersion(bucket, key, planted(planting, nextVersionId(bucket, call), lastModified));
    }
    if (planting.deleted && bucket.versioning) {
      addVersion(bucket, key, deleteMarker(nextVersionId(bucket, call), lastModified));
    }
  }
}

function planted({ key, size, lock = {} }: Planting, id: string, lastModified: Date): ObjectVersion {
  const digest = createHash('md5').update(`${key} ${id} ${size}`).digest('hex');
  return {
    ...{ id, size, lastModified, lock, isDeleteMarker: false, eTag: `"${digest}"`, body: undefined },
    ...{ attributes: { ContentType: 'binary/octet-stream', StorageClass: 'STANDARD' }, checksums: {} },
  };
}
