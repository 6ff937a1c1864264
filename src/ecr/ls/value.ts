import type { Repository } from '@aws-sdk/client-ecr';
import type { Counts } from '../severity.ts';
import type { ImageUse, ImageUser } from '../use/image-use.ts';

/** The answer of `ecr ls`. */
export interface RepositoriesValue {
  readonly region: string;
  /** By name. */
  readonly repositories: readonly ListedRepository[];
  /** Why it is not known what ECS uses. */
  readonly usesUnknown?: string;
}

export interface ListedRepository {
  readonly name: string;
  readonly uri: string;
  readonly arn: string;
  readonly createdAt?: Date;
  readonly tagMutability: NonNullable<Repository['imageTagMutability']>;
  /** Patterns of the tags for which it is the other way round. */
  readonly tagMutabilityExclusions: readonly string[];
  readonly scanning: Scanning;
  /** Absent where the caller may not see it. */
  readonly lifecycle?: boolean;
  /** Absent where the caller may not list the images. */
  readonly contents?: RepositoryContents;
  /** Why there are no contents. */
  readonly contentsUnknown?: string;
}

export interface RepositoryContents {
  /** As ECR counts them: each platform of an index is an image of its own. */
  readonly images: number;
  readonly untagged: number;
  /** Compressed bytes, at most: images share layers. */
  readonly size: number;
  readonly newestPush?: Date;
  /** Images that ECS uses; absent where that is not known. */
  readonly inUse?: number;
}

/** What makes ECR, or Amazon Inspector, scan the images of a repository. */
export interface Scanning {
  readonly type: 'basic' | 'enhanced' | 'unknown';
  /** `on request`: by basic scanning alone. */
  readonly frequency: 'on push' | 'continuous' | 'on request' | 'never';
}

/** The answer of `ecr ls REPOSITORY`. */
export interface ImagesValue {
  readonly region: string;
  readonly repository: string;
  readonly uri: string;
  /** Of the whole repository: an index with all that it names is one. */
  readonly imageCount: number;
  /** Compressed bytes of the whole repository, at most: images share layers. */
  readonly size: number;
  /** How many ECS uses in the whole repository; absent where that is not known. */
  readonly inUseCount?: number;
  /** Those that were asked for, the newest first. */
  readonly images: readonly ListedImage[];
  /** Why it is not known what ECS uses. */
  readonly usesUnknown?: string;
}

export interface ListedImage {
  readonly tags: readonly string[];
  readonly digest: string;
  /** Compressed bytes; of an index those of its largest platform. */
  readonly size: number;
  readonly pushedAt: Date;
  /** Right to a day. To read an index is to pull it, for ECR: that of one is not later than the last `ecr ls`. */
  readonly pulledAt?: Date;
  readonly mediaType: string;
  readonly archived: boolean;
  /** `linux/amd64`; of a plain image with `--platforms` alone. */
  readonly platforms: readonly string[];
  readonly scan: ListedScan;
  /** Absent where it is not known what ECS uses. */
  readonly inUse?: boolean;
  /** Whoever needs it, or one of its parts; each once. */
  readonly inUseBy: readonly Use[];
  /** What an index names. */
  readonly parts: readonly ListedPart[];
  /** What was added to it, or to one of its parts: signatures, bills of materials. */
  readonly attached: readonly AttachedImage[];
  /** Digests of the indexes that name it, of an image with tags of its own. */
  readonly partOf: readonly string[];
}

export interface Use extends ImageUser, Pick<ImageUse, 'why'> {}

export interface ListedPart {
  readonly digest: string;
  readonly platform?: string;
  /** It runs nowhere: it attests something of the others. */
  readonly attestation: boolean;
  /** The index names it, and it is not in the repository. */
  readonly missing: boolean;
  readonly size?: number;
  /** Of a platform. */
  readonly scan?: ListedScan;
}

export interface AttachedImage {
  readonly digest: string;
  readonly tags: readonly string[];
  readonly size: number;
}

/** How the scan of an image stands. */
export interface ListedScan {
  /**
   * `complete`: there is an answer, and `counts` are all of it. `partial`: there is one for some platforms of an index.
   * `not asked`: more images are listed than scans are asked for.
   */
  readonly state: 'complete' | 'partial' | 'under way' | 'not scanned' | 'no answer' | 'not asked';
  /** ECR's own word for it. */
  readonly status?: string;
  /** Of an index the most that one platform has, by severity. */
  readonly counts?: Counts;
  readonly scannedAt?: Date;
  /** Why there is no answer, or not of all platforms. */
  readonly why?: string;
}
