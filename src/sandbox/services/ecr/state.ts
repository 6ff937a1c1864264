import type {
  EncryptionConfiguration,
  ImageTagMutability,
  ImageTagMutabilityExclusionFilter,
} from '@aws-sdk/client-ecr';

/** ECR's resources in one region. */
export interface EcrState {
  /** By name. */
  readonly repositories: Map<string, Repository>;
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
  lifecyclePolicy: string | undefined;
  /** Layers and configurations, by digest. */
  readonly blobs: Map<string, Blob>;
  /** Images and indexes, by digest. */
  readonly manifests: Map<string, Manifest>;
  /** The digest that each tag stands for. */
  readonly tags: Map<string, string>;
  /** Layers on their way in, by the upload's id. */
  readonly uploads: Map<string, LayerUpload>;
}

export interface Blob {
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
  /** Undefined where a scenario has planted the size alone. */
  readonly body: Uint8Array | undefined;
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
}

export interface LayerUpload {
  readonly id: string;
  readonly parts: Uint8Array[];
  received: number;
}

export function emptyEcr(): EcrState {
  return { repositories: new Map() };
}
