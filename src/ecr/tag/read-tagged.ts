import { BatchGetImageCommand, ECRClient, type Repository } from '@aws-sdk/client-ecr';
import type { Aws } from '../../aws/aws.ts';
import { batches } from '../../aws/pages.ts';
import { Failure } from '../../failure.ts';
import { manifestTypes } from '../image/media-types.ts';
import type { EcrName } from '../repository/name.ts';
import { readRepository } from '../repository/read-repository.ts';

/** A manifest as ECR gives it. */
export interface TaggedImage {
  readonly digest: string;
  readonly text: string;
  readonly mediaType: string;
}

/** An image, and what the tags stand for that are to stand for it. */
export interface FoundTags {
  readonly repository: Repository;
  /** `web:1.2` */
  readonly name: string;
  readonly image: TaggedImage;
  readonly tags: ReadonlyMap<string, TaggedImage>;
}

/** Image ids that one BatchGetImage takes. */
const imagesAtOnce = 100;

/** @throws Failure `not-found` for a repository or an image that there is not, `refused` for one that is archived. */
export async function readTagged(aws: Aws, name: EcrName, tags: readonly string[]): Promise<FoundTags> {
  const repository = await readRepository(aws, name);
  const { digest, tag = 'latest' } = name;
  const words = digest === undefined ? `${name.repository}:${tag}` : `${name.repository}@${digest}`;
  const id = digest === undefined ? { imageTag: tag } : { imageDigest: digest };
  const [own, ...others] = await Promise.all([
    get(aws, name.repository, [id]),
    ...batches(tags, imagesAtOnce).map((some) =>
      get(
        aws,
        name.repository,
        some.map((imageTag) => ({ imageTag })),
      ),
    ),
  ]);
  const { image } = own.images[0] ?? {};
  if (!image) {
    const code = own.failures[0];
    if (code === undefined || code === 'ImageNotFound') {
      throw new Failure('not-found', `there is no image ${words}`, {
        hint: 'check the tag or the digest, and the region',
      });
    }
    throw new Failure('refused', `ECR does not give out ${words}: ${code}`);
  }
  const there = others.flatMap(({ images }) => images);
  return {
    repository,
    name: words,
    image,
    tags: new Map(there.flatMap((one) => (one.tag === undefined ? [] : [[one.tag, one.image] as const]))),
  };
}

async function get(
  aws: Aws,
  repositoryName: string,
  imageIds: { imageTag?: string; imageDigest?: string }[],
): Promise<{ images: { tag: string | undefined; image: TaggedImage }[]; failures: string[] }> {
  const { images = [], failures = [] } = await aws
    .client(ECRClient)
    .send(new BatchGetImageCommand({ repositoryName, imageIds, acceptedMediaTypes: [...manifestTypes] }));
  return {
    images: images.map(({ imageId, imageManifest: text = '', imageManifestMediaType: mediaType = '' }) => ({
      tag: imageId?.imageTag,
      image: { digest: imageId?.imageDigest ?? '', text, mediaType },
    })),
    failures: failures.map(({ failureCode = '' }) => failureCode),
  };
}
