import type { CopyObjectCommandInput, CopyObjectCommandOutput } from '@aws-sdk/client-s3';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { attributesOf } from './attributes.ts';
import { findBucket } from './find-bucket.ts';
import { publishCreation } from './object-events.ts';
import { validKey } from './objects.ts';
import type { ObjectVersion } from './state.ts';
import { addVersion, findVersion, nextVersionId, shownVersionId } from './versions.ts';

/** Copies an object with what goes with it, or with what the request gives in its place. */
export function CopyObject(input: CopyObjectCommandInput, call: Call): Answer<CopyObjectCommandOutput> {
  const bucket = findBucket(input.Bucket, call);
  const key = validKey(input.Key);
  const source = sourceOf(input.CopySource);
  const from = findBucket(source.bucket, call);
  const copied = findVersion(from, source.key, source.versionId);
  const replaces = input.MetadataDirective === 'REPLACE';
  const { StorageClass = 'STANDARD' } = input;
  const isItself = from === bucket && key === source.key && source.versionId === undefined;
  if (isItself && !replaces && input.StorageClass === undefined) {
    const message =
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.";
    throw new AwsError('InvalidRequest', message);
  }
  const version: ObjectVersion = {
    ...copied,
    id: nextVersionId(bucket, call),
    lastModified: call.now,
    attributes: replaces ? attributesOf(input) : { ...copied.attributes, StorageClass },
    lock: {},
  };
  addVersion(bucket, key, version);
  publishCreation(bucket, { key, version, reason: 'CopyObject' }, call);
  return {
    CopyObjectResult: { ETag: version.eTag, LastModified: version.lastModified, ...version.checksums },
    CopySourceVersionId: shownVersionId(from, copied.id),
    VersionId: shownVersionId(bucket, version.id),
    ServerSideEncryption: 'AES256',
  };
}

/** `bucket/key`, with a slash in front or not, URL-encoded, and with a version behind it or not. Throws InvalidArgument. */
function sourceOf(text = ''): { bucket: string; key: string; versionId: string | undefined } {
  const [, bucket = '', encoded = '', versionId] =
    /^\/?([^/]+)\/(.+?)(?:\?versionId=(.+))?$/s.exec(text) ?? [];
  const key = decoded(encoded);
  if (bucket === '' || key === undefined) {
    throw new AwsError('InvalidArgument', 'Invalid copy source object key');
  }
  return { bucket, key, versionId };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
