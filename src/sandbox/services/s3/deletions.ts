import type {
  DeletedObject,
  DeleteObjectCommandInput,
  DeleteObjectCommandOutput,
  DeleteObjectsCommandInput,
  DeleteObjectsCommandOutput,
  _Error as DeletionError,
  ObjectIdentifier,
} from '@aws-sdk/client-s3';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { findBucket } from './find-bucket.ts';
import { publishDeletion } from './object-events.ts';
import type { Bucket, ObjectVersion } from './state.ts';
import { addVersion, nextVersionId, removeVersion, versionsOf } from './versions.ts';

/** What came of a deletion: the id of the version that is gone, or of the delete marker that was made. */
interface Deletion {
  readonly madeMarker?: string;
  readonly removed?: string;
  readonly isDeleteMarker?: boolean;
}

/** Deleting what is not there succeeds, as on AWS. */
export function DeleteObject(input: DeleteObjectCommandInput, call: Call): Answer<DeleteObjectCommandOutput> {
  const bucket = findBucket(input.Bucket, call);
  const mayBypass = input.BypassGovernanceRetention ?? false;
  const done = remove(bucket, { Key: input.Key, VersionId: input.VersionId }, mayBypass, call);
  return {
    ...(done.isDeleteMarker && { DeleteMarker: true }),
    VersionId: done.removed ?? done.madeMarker,
  };
}

const MOST_AT_ONCE = 1000;

/** The answer is a success even where single objects could not be deleted; these are among the errors. */
export function DeleteObjects(
  input: DeleteObjectsCommandInput,
  call: Call,
): Answer<DeleteObjectsCommandOutput> {
  const bucket = findBucket(input.Bucket, call);
  const objects = input.Delete?.Objects ?? [];
  if (objects.length === 0 || objects.length > MOST_AT_ONCE) {
    const message =
      'The XML you provided was not well-formed or did not validate against our published schema';
    throw new AwsError('MalformedXML', message);
  }
  const deleted: DeletedObject[] = [];
  const errors: DeletionError[] = [];
  for (const object of objects) {
    try {
      const done = remove(bucket, object, input.BypassGovernanceRetention ?? false, call);
      deleted.push(deletedObject(object, done));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      errors.push({ ...identity(object), Code: error.name, Message: error.message });
    }
  }
  return { Deleted: input.Delete?.Quiet ? [] : deleted, Errors: errors };
}

function deletedObject(object: ObjectIdentifier, done: Deletion): DeletedObject {
  const marker = done.isDeleteMarker && {
    DeleteMarker: true,
    DeleteMarkerVersionId: done.removed ?? done.madeMarker,
  };
  return { ...identity(object), ...marker };
}

function identity({ Key, VersionId }: ObjectIdentifier): { Key: string; VersionId?: string } {
  return { Key: Key ?? '', ...(VersionId !== undefined && { VersionId }) };
}

/** With a version's id it is gone for good; without one a versioned bucket only hides the object. */
function remove(
  bucket: Bucket,
  { Key: key = '', VersionId: id }: ObjectIdentifier,
  mayBypass: boolean,
  call: Call,
): Deletion {
  if (id !== undefined) {
    const version = versionsOf(bucket, key).find((known) => known.id === id);
    if (!version) return { removed: id };
    refuseIfLocked(version, mayBypass, call.now);
    removeVersion(bucket, key, version);
    publishDeletion(bucket, { key, version }, call);
    return { removed: id, isDeleteMarker: version.isDeleteMarker };
  }
  if (!bucket.versioning) {
    const [only] = versionsOf(bucket, key);
    if (!only) return {};
    removeVersion(bucket, key, only);
    publishDeletion(bucket, { key, version: only }, call);
    return {};
  }
  const marker = deleteMarker(nextVersionId(bucket, call), call.now);
  addVersion(bucket, key, marker);
  publishDeletion(bucket, { key, marker }, call);
  return { madeMarker: marker.id, isDeleteMarker: true };
}

export function deleteMarker(id: string, lastModified: Date): ObjectVersion {
  const nothing = { eTag: '', size: 0, body: undefined, attributes: {}, checksums: {}, lock: {} };
  return { id, isDeleteMarker: true, lastModified, ...nothing };
}

/** Nothing lifts a legal hold or the compliance mode; governance gives way to those who may and say so. */
function refuseIfLocked({ lock }: ObjectVersion, mayBypass: boolean, now: Date): void {
  const isRetained = lock.retainUntil !== undefined && lock.retainUntil > now;
  const isHeld = isRetained && !(lock.mode === 'GOVERNANCE' && mayBypass);
  if (!lock.legalHold && !isHeld) return;
  throw new AwsError('AccessDenied', 'Access Denied because object protected by object lock.', 403);
}
