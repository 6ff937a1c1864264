import { BatchDeleteImageCommand, ECRClient, type ImageDetail, type ImageFailure } from '@aws-sdk/client-ecr';
import type { Aws } from '../../../aws/aws.ts';
import { batches } from '../../../aws/pages.ts';
import { Failure } from '../../../failure.ts';
import type { Output } from '../../../plan/operations.ts';
import { imagesIn } from './images.ts';

/** Images that one BatchDeleteImage takes. */
const imagesAtOnce = 100;

/**
 * Deletes all images of a repository. ECR deletes no image that an index names, so that the indexes go first, and
 * what an index of indexes names in another round.
 * @throws Failure `refused`, with ECR's words for the first image that stays, when a round got nowhere.
 */
export async function emptyRepository(aws: Aws, input: Readonly<Record<string, unknown>>): Promise<Output> {
  const { repositoryName = '' }: { repositoryName?: string } = input;
  const images = await imagesIn(aws, repositoryName);
  const client = aws.client(ECRClient);
  const refusalsOf = async (digests: readonly string[]): Promise<ImageFailure[]> => {
    const imageIds = digests.map((imageDigest) => ({ imageDigest }));
    const { failures = [] } = await client.send(new BatchDeleteImageCommand({ repositoryName, imageIds }));
    return failures.filter(({ failureCode }) => failureCode !== 'ImageNotFound');
  };
  for (let left = digestsOf(images); left.length > 0; ) {
    const refusals: ImageFailure[] = [];
    for (const batch of batches(left, imagesAtOnce)) refusals.push(...(await refusalsOf(batch)));
    if (refusals.length === left.length) throw refused(repositoryName, refusals);
    const stays = new Set(refusals.map(({ imageId }) => imageId?.imageDigest));
    left = left.filter((digest) => stays.has(digest));
  }
  return { deletedImages: images.length };
}

/** Each digest once, indexes before what they may name. */
function digestsOf(images: readonly ImageDetail[]): string[] {
  const inOrder = [...images.filter(isIndex), ...images.filter((image) => !isIndex(image))];
  return [...new Set(inOrder.flatMap(({ imageDigest }) => imageDigest ?? []))];
}

/** An OCI image index or a Docker manifest list. */
function isIndex({ imageManifestMediaType = '' }: ImageDetail): boolean {
  return /image\.index|manifest\.list/.test(imageManifestMediaType);
}

function refused(name: string, [first, ...others]: readonly ImageFailure[]): Failure {
  const { imageId, failureCode, failureReason } = first ?? {};
  const more = others.length === 0 ? '' : ` (and of ${others.length} more)`;
  return new Failure(
    'refused',
    `ECR refused to delete image ${imageId?.imageDigest}${more} of ${name}: ${failureCode} ${failureReason ?? ''}`.trim(),
  );
}
