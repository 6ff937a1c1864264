import { GetObjectLockConfigurationCommand, S3Client } from '@aws-sdk/client-s3';
import type { Aws } from '../../../aws/aws.ts';
import { versionsIn } from './versions.ts';

/** What is in a bucket, as far as it was counted. */
export interface Contents {
  readonly objects: number;
  /** Versions of objects that were written anew or deleted since. */
  readonly olderVersions: number;
  readonly deleteMarkers: number;
  readonly bytes: number;
  /** There is more than was counted. */
  readonly isPartial: boolean;
}

/** Versions after which counting ends: it would take one call a thousand, and nobody reads the number then. */
const countedAtMost = 50_000;

/** Counts a bucket's objects with all their versions, the first fifty thousand of them. */
export async function contentsOf(aws: Aws, bucket: string): Promise<Contents> {
  const counted = { objects: 0, olderVersions: 0, deleteMarkers: 0, bytes: 0 };
  for await (const { Versions = [], DeleteMarkers = [], IsTruncated } of versionsIn(aws, bucket)) {
    const latest = Versions.filter(({ IsLatest }) => IsLatest).length;
    counted.objects += latest;
    counted.olderVersions += Versions.length - latest;
    counted.deleteMarkers += DeleteMarkers.length;
    counted.bytes += Versions.reduce((sum, { Size = 0 }) => sum + Size, 0);
    const sofar = counted.objects + counted.olderVersions + counted.deleteMarkers;
    if (IsTruncated && sofar >= countedAtMost) return { ...counted, isPartial: true };
  }
  return { ...counted, isPartial: false };
}

/** `12 objects and 3 older versions`; undefined for an empty bucket. */
export function contentsInWords(contents: Contents): string | undefined {
  const { objects, olderVersions, deleteMarkers, isPartial } = contents;
  const parts = [
    counted(objects, 'object'),
    counted(olderVersions, 'older version'),
    // Beside objects nobody asks for them; alone they still keep the bucket from being deleted.
    objects + olderVersions === 0 ? counted(deleteMarkers, 'delete marker') : undefined,
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  return `${isPartial ? 'more than ' : ''}${parts.join(' and ')}`;
}

function counted(count: number, noun: string): string | undefined {
  if (count === 0) return undefined;
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** Whether versions in the bucket can be held by a retention or a legal hold, which deletion cannot pass. */
export async function isObjectLockOn(aws: Aws, Bucket: string): Promise<boolean> {
  try {
    const { ObjectLockConfiguration } = await aws
      .client(S3Client)
      .send(new GetObjectLockConfigurationCommand({ Bucket }));
    return ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled';
  } catch (error) {
    if (error instanceof Error && error.name === 'ObjectLockConfigurationNotFoundError') return false;
    throw error;
  }
}
