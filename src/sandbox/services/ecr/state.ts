import type {
  EncryptionConfiguration,
  ImageStatus,
  ImageTagMutability,
  ImageTagMutabilityExclusionFilter,
  LifecyclePolicyPreviewResult,
  RegistryScanningRule,
  RepositoryCreationTemplate,
  ScanStatus,
  ScanType,
} from '@aws-sdk/client-ecr';
import type { LayerBytes } from './layer-bytes.ts';

/** ECR's resources in one region. */
export interface EcrState {
  /** By name. */
  readonly repositories: Map<string, Repository>;
  /** The account's settings that were ever set, by name. */
  readonly settings: Map<string, string>;
  /** How repositories come into being that nobody creates, by prefix. */
  readonly templates: Map<string, RepositoryCreationTemplate>;
  scanning: Scanning;
}

/** How the images of the registry are scanned. */
export interface Scanning {
  readonly scanType: ScanType;
  readonly rules: RegistryScanningRule[];
  /** Since when it is done in this way. */
  readonly since: Date;
}

/** What is kept of a repository, addressed by content as a registry keeps it. */
export interface Repository {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
  readonly encryption: EncryptionConfiguration;
  mutability: ImageTagMutability;
  /** Tags that they match are treated the other way round. */
  mutabilityExclusions: ImageTagMutabilityExclusionFilter[] | undefined;
  scanOnPush: boolean;
  policy: string | undefined;
  lifecycle: Lifecycle | undefined;
  /** The last trial of a lifecycle policy. */
  preview: Preview | undefined;
  /** Layers and configurations, by digest. */
  readonly blobs: Map<string, Blob>;
  /** Images and indexes, by digest. */
  readonly manifests: Map<string, Manifest>;
  /** The digest that each tag stands for. */
  readonly tags: Map<string, string>;
  /** Layers on their way in, by the upload's id. */
  readonly uploads: Map<string, LayerUpload>;
}

export interface Lifecycle {
  readonly text: string;
  readonly putAt: Date;
  /** When it was last carried out. */
  evaluatedAt: Date | undefined;
}

export interface Preview {
  readonly text: string;
  readonly startedAt: Date;
  readonly results: readonly LifecyclePolicyPreviewResult[];
}

export interface Blob {
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
  /** Undefined where a scenario has planted the size alone. */
  readonly bytes: LayerBytes | undefined;
}

export interface Manifest {
  readonly digest: string;
  readonly mediaType: string;
  /** An artifact's own type, or else that of the image's configuration; an index has neither. */
  readonly artifactMediaType: string | undefined;
  /** As it was pushed; its digest is that of these very bytes. */
  readonly text: string;
  /** Bytes of the blobs that it names; of an index, those of its largest image. */
  readonly size: number;
  pushedAt: Date;
  lastPulledAt: Date | undefined;
  /** The manifests that an index names. */
  readonly children: readonly string[];
  /** The digest of the image that an artifact, such as a signature, belongs to. */
  readonly subject: string | undefined;
  readonly annotations: Readonly<Record<string, string>> | undefined;
  /** An archived image costs less and cannot be pulled. */
  status: ImageStatus;
  archivedAt: Date | undefined;
  activatedAt: Date | undefined;
  /** The last scan that was asked for, by hand or by the push. */
  scan: Scan | undefined;
}

export interface Scan {
  readonly requestedAt: Date;
  /** How it ends where a story says so; COMPLETE, or UNSUPPORTED_IMAGE, otherwise. */
  readonly ends?: ScanStatus;
}

export interface LayerUpload {
  readonly id: string;
  readonly bytes: LayerBytes;
  /** The length of each part that has begun, in order. */
  readonly parts: number[];
}

export function emptyEcr(): EcrState {
  const scanning: Scanning = { scanType: 'BASIC', rules: [], since: new Date(0) };
  return { repositories: new Map(), settings: new Map(), templates: new Map(), scanning };
}
