import type { Call } from '../../service.ts';
import { busEvent } from '../events/bus-event.ts';
import { publish } from '../events/publish.ts';
import type { Bucket, ObjectVersion } from './state.ts';
import { shownVersionId } from './versions.ts';

/** The MD5 of nothing, which is what the event of a delete marker gives for its entity tag. */
const NO_CONTENT = 'd41d8cd98f00b204e9800998ecf8427e';

/** An object, or a new version of one, by whichever operation it came. */
interface Creation {
  readonly key: string;
  readonly version: ObjectVersion;
  readonly reason: 'PutObject' | 'CompleteMultipartUpload' | 'CopyObject';
}

/** A version that is gone for good, or a marker that hides the others. */
type Deletion = { readonly key: string } & (
  | { readonly version: ObjectVersion }
  | { readonly marker: ObjectVersion }
);

/**
 * Tells the default bus of the bucket's region of a new object, if the bucket sends its events there by now.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export function publishCreation(bucket: Bucket, { key, version, reason }: Creation, call: Call): void {
  const object = {
    key,
    size: version.size,
    etag: version.eTag.replaceAll('"', ''),
    ...versionOf(bucket, version),
  };
  tell(bucket, { detailType: 'Object Created', object, rest: { reason } }, call);
}

/** Tells the default bus that an object was deleted. */
export function publishDeletion(bucket: Bucket, deletion: Deletion, call: Call): void {
  const isMarker = 'marker' in deletion;
  const object = {
    key: deletion.key,
    ...(isMarker && { etag: NO_CONTENT }),
    ...versionOf(bucket, isMarker ? deletion.marker : deletion.version),
  };
  const type = isMarker ? 'Delete Marker Created' : 'Permanently Deleted';
  const rest = { reason: 'DeleteObject', 'deletion-type': type };
  tell(bucket, { detailType: 'Object Deleted', object, rest }, call);
}

function tell(
  bucket: Bucket,
  { detailType, object, rest }: { detailType: string; object: object; rest: object },
  { region, now }: Call,
): void {
  if (bucket.eventsFrom === undefined || now.getTime() < bucket.eventsFrom) return;
  const detail = {
    version: '0',
    bucket: { name: bucket.name },
    object: { ...object, sequencer: nextSequencer(bucket, now) },
    'request-id': region.ids.hex(16).toUpperCase(),
    requester: region.accountId,
    'source-ip-address': '127.0.0.1',
    ...rest,
  };
  const said = { source: 'aws.s3', detailType, resources: [bucket.arn], detail };
  publish(region, busEvent(region, now, said), now);
}

function versionOf(bucket: Bucket, { id }: ObjectVersion): { 'version-id'?: string } {
  const shown = shownVersionId(bucket, id);
  return shown === undefined ? {} : { 'version-id': shown };
}

/** Hexadecimal, and of two events of a key that of the later one is greater. */
function nextSequencer(bucket: Bucket, now: Date): string {
  bucket.eventCount += 1;
  const digits = (value: number) => Math.floor(value).toString(16).padStart(8, '0');
  return `00${digits(now.getTime() / 1000)}${digits(bucket.eventCount)}`.toUpperCase();
}
