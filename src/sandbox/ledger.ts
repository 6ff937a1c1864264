import type { Service } from './service.ts';

/** One request that the sandbox has answered, or cut off. */
export interface LedgerEntry {
  /** On the world's clock, ISO 8601. */
  readonly time: string;
  /** The service's signing name. */
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  /** The action that a policy must allow for it: `ecs:UpdateService`. */
  readonly iamAction: string;
  readonly isWrite: boolean;
  /** HTTP status; 0 where the connection was cut before an answer. */
  readonly status: number;
  /** The error's name as the client saw it. */
  readonly errorName?: string;
}

/**
 * An error that a handler threw and that no AWS service would have answered, or any that a law of the world threw: always a
 * fault of the sandbox.
 */
export interface Bug {
  /** The operation, or the name of the law. */
  readonly operation: string;
  readonly error: unknown;
}

/** Every request that came in, in the order of the answers. */
export class Ledger {
  /** Told of each request as it is recorded: what it did is done by then, and its answer not yet sent. */
  onRecord: ((entry: LedgerEntry) => void) | undefined;
  #entries: LedgerEntry[] = [];
  #bugs: Bug[] = [];

  get entries(): readonly LedgerEntry[] {
    return this.#entries;
  }

  /** The requests that could have changed something, whether they were answered well or not. */
  get writes(): readonly LedgerEntry[] {
    return this.#entries.filter((entry) => entry.isWrite);
  }

  get reads(): readonly LedgerEntry[] {
    return this.#entries.filter((entry) => !entry.isWrite);
  }

  /** The IAM actions that were needed, each once, sorted. */
  get actions(): readonly string[] {
    return [...new Set(this.#entries.map((entry) => entry.iamAction))].sort();
  }

  get bugs(): readonly Bug[] {
    return this.#bugs;
  }

  record(entry: LedgerEntry): void {
    this.#entries.push(entry);
    this.onRecord?.(entry);
  }

  recordBug(operation: string, error: unknown): void {
    this.#bugs.push({ operation, error });
  }

  reset(): void {
    this.#entries = [];
    this.#bugs = [];
  }
}

const readVerbs = [
  ...['Describe', 'List', 'Get', 'Head', 'BatchGet', 'BatchCheck', 'BatchDescribe', 'Filter', 'Lookup'],
  ...['Search', 'Preview', 'Simulate', 'Validate', 'Estimate', 'Decode', 'TestEventPattern', 'GET ', 'HEAD '],
];

/**
 * Whether an operation can change anything, by the verb it begins with; of a REST request whose operation is
 * not known, by its method. A verb that is not known to read counts as a write.
 */
export function isWrite(operation: string): boolean {
  return !readVerbs.some((verb) => operation.startsWith(verb));
}

/** Batch operations of SQS that are allowed under the name of the single one. */
const actionOfBatch: Readonly<Record<string, string>> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
};

/**
 * S3 names its actions after what is allowed, not after its operations. To delete a version takes s3:DeleteObjectVersion,
 * which the operation's name alone does not tell.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
const actionOfS3: Readonly<Record<string, string>> = {
  ListBuckets: 'ListAllMyBuckets',
  HeadBucket: 'ListBucket',
  ListObjectsV2: 'ListBucket',
  ListObjectVersions: 'ListBucketVersions',
  ListMultipartUploads: 'ListBucketMultipartUploads',
  HeadObject: 'GetObject',
  DeleteObjects: 'DeleteObject',
  CopyObject: 'PutObject',
  CreateMultipartUpload: 'PutObject',
  UploadPart: 'PutObject',
  CompleteMultipartUpload: 'PutObject',
  DeleteBucketTagging: 'PutBucketTagging',
  PutBucketNotificationConfiguration: 'PutBucketNotification',
  GetBucketNotificationConfiguration: 'GetBucketNotification',
  GetObjectLockConfiguration: 'GetBucketObjectLockConfiguration',
};

/**
 * Everybody may pull from ECR Public; who does so with a token needs the right to it and no other.
 * https://docs.aws.amazon.com/AmazonECR/latest/public/public-registry-auth.html
 */
const actionOfPublicPull: Readonly<Record<string, string>> = {
  BatchGetImage: 'GetAuthorizationToken',
  GetDownloadUrlForLayer: 'GetAuthorizationToken',
};

const actionsByPrefix: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sqs: actionOfBatch,
  s3: actionOfS3,
  lambda: { Invoke: 'InvokeFunction' },
  'ecr-public': actionOfPublicPull,
};

/**
 * The IAM action that an operation needs: `<prefix>:<Operation>`, but for the few that have none of their
 * own.
 */
export function iamAction(service: Pick<Service, 'iamPrefix'>, operation: string): string {
  return `${service.iamPrefix}:${actionsByPrefix[service.iamPrefix]?.[operation] ?? operation}`;
}
