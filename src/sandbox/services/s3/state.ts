import type { NotificationConfiguration, ObjectLockMode, StorageClass } from '@aws-sdk/client-s3';

/** S3's resources in one region; their names are taken in all regions. */
export interface S3State {
  /** By name. */
  readonly buckets: Map<string, Bucket>;
}

export interface Bucket {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
  /** Undefined for a bucket that never was versioned, which is not the same as a suspended one. */
  versioning: 'Enabled' | 'Suspended' | undefined;
  /** Whether its versions can be held or retained; once on it stays on, and versioning with it. */
  readonly objectLock: boolean;
  policy: string | undefined;
  notifications: NotificationConfiguration;
  /** From when on its events go to EventBridge, in milliseconds since the epoch; undefined where they do not. */
  eventsFrom: number | undefined;
  /** Counts its events, whose sequencers put those of one key in order. */
  eventCount: number;
  /** The versions of each key, newest first; a key without versions is not there. */
  readonly keys: Map<string, ObjectVersion[]>;
  /** Multipart uploads under way, by id. */
  readonly uploads: Map<string, MultipartUpload>;
}

/** What the id of a version is that was made while versioning was not enabled. */
export const NULL_VERSION = 'null';

/** One version of an object, or a delete marker. */
export interface ObjectVersion {
  readonly id: string;
  readonly isDeleteMarker: boolean;
  readonly lastModified: Date;
  /** In quotes, as everywhere on the wire; empty for a delete marker. */
  readonly eTag: string;
  readonly size: number;
  /** Undefined where only the size was planted. */
  readonly body: Uint8Array | undefined;
  readonly attributes: ObjectAttributes;
  readonly checksums: Checksums;
  lock: ObjectLock;
}

/** What goes with an object as it was given. */
export interface ObjectAttributes {
  readonly ContentType?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly CacheControl?: string | undefined;
  readonly Metadata?: Record<string, string> | undefined;
  readonly StorageClass?: StorageClass | undefined;
}

/** The checksums that came with an object, in base64. */
export interface Checksums {
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
}

/** What keeps a version from being deleted. */
export interface ObjectLock {
  readonly legalHold?: boolean | undefined;
  readonly mode?: ObjectLockMode | undefined;
  readonly retainUntil?: Date | undefined;
}

export interface MultipartUpload {
  readonly id: string;
  readonly key: string;
  readonly initiatedAt: Date;
  readonly attributes: ObjectAttributes;
  readonly lock: ObjectLock;
  /** By number. */
  readonly parts: Map<number, UploadedPart>;
}

export interface UploadedPart {
  readonly eTag: string;
  readonly body: Uint8Array;
}

export function emptyS3(): S3State {
  return { buckets: new Map() };
}
