import { AwsError, type Call } from '../../service.ts';
import { type Bucket, NULL_VERSION, type ObjectVersion } from './state.ts';

/**
 * Adds the newest version of a key. Where versioning is not enabled its id is `null`, and it takes the place of the
 * version that had this id before.
 */
export function addVersion(bucket: Bucket, key: string, version: ObjectVersion): void {
  const others = versionsOf(bucket, key).filter(({ id }) => id !== version.id);
  bucket.keys.set(key, [version, ...others]);
}

export function removeVersion(bucket: Bucket, key: string, version: ObjectVersion): void {
  const left = versionsOf(bucket, key).filter((other) => other !== version);
  if (left.length > 0) bucket.keys.set(key, left);
  else bucket.keys.delete(key);
}

/** Newest first. */
export function versionsOf(bucket: Bucket, key: string): readonly ObjectVersion[] {
  return bucket.keys.get(key) ?? [];
}

/** The id for what is written now. */
export function nextVersionId(bucket: Bucket, { region }: Call): string {
  return bucket.versioning === 'Enabled' ? region.ids.hex(32) : NULL_VERSION;
}

/** What an answer says about the version: nothing in a bucket that never was versioned. */
export function shownVersionId(bucket: Bucket, id: string): string | undefined {
  return bucket.versioning ? id : undefined;
}

/**
 * The version asked for, the newest where none is. Throws NoSuchKey, NoSuchVersion, or MethodNotAllowed for a delete
 * marker that was asked for by its id.
 */
export function findVersion(bucket: Bucket, key: string, id: string | undefined): ObjectVersion {
  const versions = versionsOf(bucket, key);
  const found = id === undefined ? versions[0] : versions.find((version) => version.id === id);
  if (found && !found.isDeleteMarker) return found;
  if (id === undefined) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
  if (!found) throw new AwsError('NoSuchVersion', 'The specified version does not exist.', 404);
  throw new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405);
}
