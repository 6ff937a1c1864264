import type { ImageDetail } from '@aws-sdk/client-ecr';
import { shortDigest } from '../image/digest.ts';
import { isIndexType } from '../image/media-types.ts';

/** An image, an index of several, or what belongs to one, as a repository keeps it. */
export interface StoredImage {
  readonly digest: string;
  readonly tags: readonly string[];
  readonly pushedAt: Date;
  /** Right to a day; absent where nobody has pulled it. */
  readonly pulledAt?: Date;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
  readonly isArchived: boolean;
  readonly archivedAt?: Date;
  /** Digests of the manifests that it names; none of anything but an index. */
  readonly children: readonly string[];
  /** The digest of the image that it is an addition to, such as a signature or a bill of materials. */
  readonly subject?: string;
  /** Its manifest itself names the subject; of others but a tag does, of which ECR takes no notice. */
  readonly isReferrer: boolean;
  /** What ECR tells of its scan without being asked for it. */
  readonly scan?: DescribedScan;
}

/**
 * How a scan stands, as ECR describes it with an image. Basic scanning no longer does.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html
 */
export type DescribedScan = Pick<ImageDetail, 'imageScanStatus' | 'imageScanFindingsSummary'>;

/** `sha256-4f2a….sig`: how additions are tagged where a registry knows no subjects. */
const additionTag = /^sha256-([0-9a-f]{64})(\.[a-z.]+)?$/;

/** An image from how ECR describes it. */
export function storedImage(detail: ImageDetail, children: readonly string[] = []): StoredImage {
  const { imageDigest: digest = '', imageTags: tags = [], subjectManifestDigest } = detail;
  const subject = subjectManifestDigest ?? subjectByTags(tags);
  return {
    digest,
    tags,
    pushedAt: detail.imagePushedAt ?? new Date(0),
    ...(detail.lastRecordedPullTime && { pulledAt: detail.lastRecordedPullTime }),
    size: detail.imageSizeInBytes ?? 0,
    mediaType: detail.imageManifestMediaType ?? '',
    isArchived: detail.imageStatus === 'ARCHIVED',
    ...(detail.lastArchivedAt && { archivedAt: detail.lastArchivedAt }),
    children,
    ...(subject !== undefined && { subject }),
    isReferrer: subjectManifestDigest !== undefined,
    ...(detail.imageScanStatus && { scan: describedScan(detail) }),
  };
}

function describedScan({ imageScanStatus, imageScanFindingsSummary }: ImageDetail): DescribedScan {
  return { imageScanStatus, imageScanFindingsSummary };
}

function subjectByTags(tags: readonly string[]): string | undefined {
  const digests = tags.map((tag) => additionTag.exec(tag)?.[1]);
  const [first] = digests;
  return first !== undefined && digests.every((digest) => digest === first) ? `sha256:${first}` : undefined;
}

/** `1.2`, `1.2 (latest)`, or of an image without a tag the beginning of its digest. */
export function imageName({ tags, digest }: Pick<StoredImage, 'tags' | 'digest'>): string {
  const [first, ...others] = tags;
  if (first === undefined) return shortDigest(digest);
  return others.length === 0 ? first : `${first} (${others.join(' ')})`;
}

/** Whether it is an index of images. */
export function isIndex({ mediaType }: Pick<StoredImage, 'mediaType'>): boolean {
  return isIndexType(mediaType);
}
