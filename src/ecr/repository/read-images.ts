import { BatchGetImageCommand, ECRClient, type Image, paginateDescribeImages } from '@aws-sdk/client-ecr';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { batches, collect } from '../../aws/pages.ts';
import { Failure } from '../../failure.ts';
import { type Descriptor, readManifest } from '../image/manifest.ts';
import { manifestTypes } from '../image/media-types.ts';
import { isIndex, type StoredImage, storedImage } from './stored-image.ts';

/** Image ids that one BatchGetImage takes. */
const imagesAtOnce = 100;

/** A manifest as ECR gives it: its bytes and their type. */
export interface ManifestText {
  readonly text: string;
  readonly mediaType: string;
}

/** Every image of a repository as ECR describes it, archived ones too, in no order; what an index names is not told. */
export async function describeImages(aws: Aws, repositoryName: string): Promise<StoredImage[]> {
  const details = await collect(
    paginateDescribeImages(
      { client: aws.client(ECRClient), pageSize: 1000 },
      { repositoryName, filter: { imageStatus: 'ANY' } },
    ),
    ({ imageDetails }) => imageDetails,
  );
  return details.map((detail) => storedImage(detail));
}

/** Reads the images of a repository. What was read once of a digest is not asked for again, since it cannot change. */
export class ImageReader {
  readonly #aws: Aws;
  readonly #repository: string;
  readonly #children = new Map<string, readonly Descriptor[]>();

  constructor(aws: Aws, repository: string) {
    this.#aws = aws;
    this.#repository = repository;
  }

  /**
   * Every image of the repository, the newest first, archived ones too. What an index names is known of those that are
   * not archived: ECR gives out no manifest of those.
   */
  async read(): Promise<StoredImage[]> {
    const images = await describeImages(this.#aws, this.#repository);
    const indexes = images.filter((image) => isIndex(image) && !image.isArchived);
    await this.#learnChildren(indexes.map(({ digest }) => digest));
    return images
      .map((image) => ({ ...image, children: this.childrenOf(image.digest).map(({ digest }) => digest) }))
      .sort(newestFirst);
  }

  /** What an index that was read names, and for which platforms. */
  childrenOf(digest: string): readonly Descriptor[] {
    return this.#children.get(digest) ?? [];
  }

  /**
   * Manifests by digest; without those of images that are gone by now.
   * @throws Failure `refused`, with ECR's words, where it does not give one out.
   */
  async manifests(digests: readonly string[]): Promise<Map<string, ManifestText>> {
    const client = this.#aws.client(ECRClient);
    const answers = await eachAtOnce(batches(digests, imagesAtOnce), async (some) => {
      const imageIds = some.map((imageDigest) => ({ imageDigest }));
      const { images = [], failures = [] } = await client.send(
        new BatchGetImageCommand({
          repositoryName: this.#repository,
          imageIds,
          acceptedMediaTypes: [...manifestTypes],
        }),
      );
      const failed = failures.find(({ failureCode }) => failureCode !== 'ImageNotFound');
      if (failed) {
        const { imageId, failureCode, failureReason } = failed;
        const what = `${this.#repository}@${imageId?.imageDigest}`;
        throw new Failure(
          'refused',
          `ECR does not give out ${what}: ${failureCode} ${failureReason ?? ''}`.trim(),
        );
      }
      return images;
    });
    return new Map(answers.flat().map(manifestEntry));
  }

  async #learnChildren(digests: readonly string[]): Promise<void> {
    const unknown = digests.filter((digest) => !this.#children.has(digest));
    for (const [digest, { text }] of await this.manifests(unknown)) {
      const { children } = readManifest(Buffer.from(text), `the index ${digest}`);
      this.#children.set(digest, children);
    }
  }
}

function manifestEntry({
  imageId,
  imageManifest = '',
  imageManifestMediaType = '',
}: Image): [string, ManifestText] {
  return [imageId?.imageDigest ?? '', { text: imageManifest, mediaType: imageManifestMediaType }];
}

function newestFirst(one: StoredImage, other: StoredImage): number {
  return other.pushedAt.getTime() - one.pushedAt.getTime() || (one.digest < other.digest ? -1 : 1);
}
