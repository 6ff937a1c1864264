import { BatchDeleteImageCommand, ECRClient, type ImageFailure } from '@aws-sdk/client-ecr';
import type { Aws } from '../../aws/aws.ts';
import { Failure } from '../../failure.ts';
import type { Operations, Output } from '../../plan/operations.ts';
import { shortDigest } from '../image/digest.ts';
import { imageName } from '../repository/stored-image.ts';
import type { Look } from './found.ts';
import { judgeImages } from './judge.ts';
import type { PruneWishes } from './wishes.ts';

/** The operations of a pruning. What is to go is judged once more right before, by a look that is not older than seconds. */
export function pruneOperations(look: () => Promise<Look>, wishes: PruneWishes): Operations {
  return {
    ecr: {
      PruneImages: async (aws, input) => {
        const digests = input.digests as readonly string[];
        const there = mustStillGo(digests, await look(), wishes);
        return deleteImages(aws, String(input.repositoryName), there);
      },
    },
  };
}

/**
 * Those of the digests that are still there.
 * @throws Failure `refused` where one of them is needed by now: none of them is deleted then.
 */
function mustStillGo(digests: readonly string[], look: Look, wishes: PruneWishes): string[] {
  const { staying } = judgeImages(look, wishes);
  const needed = staying.find(({ image }) => digests.includes(image.digest));
  if (needed) {
    const name = `${look.repository} image ${imageName(needed.image)}`;
    throw new Failure('refused', `${name} stays since the plan was made: ${needed.why}`, {
      hint: 'nothing of this step was deleted; run the command again to plan anew',
    });
  }
  const there = new Set(look.images.map(({ digest }) => digest));
  return digests.filter((digest) => there.has(digest));
}

async function deleteImages(aws: Aws, repositoryName: string, digests: readonly string[]): Promise<Output> {
  if (digests.length === 0) return {};
  const imageIds = digests.map((imageDigest) => ({ imageDigest }));
  const { failures = [] } = await aws
    .client(ECRClient)
    .send(new BatchDeleteImageCommand({ repositoryName, imageIds }));
  const refusals = failures.filter(({ failureCode }) => failureCode !== 'ImageNotFound');
  if (refusals.length > 0) throw refused(repositoryName, refusals, digests.length);
  return {};
}

/** The others of the call are gone, which is said, too. */
function refused(name: string, [first, ...others]: readonly ImageFailure[], all: number): Failure {
  const { imageId, failureCode, failureReason } = first ?? {};
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const gone = all - others.length - 1;
  const verb = gone > 0 ? `deleted ${gone} of ${all} images, and refused` : 'refused to delete';
  const image = `${name}@${shortDigest(imageId?.imageDigest ?? '')}${more}`;
  return new Failure('refused', `ECR ${verb} ${image}: ${failureCode} ${failureReason ?? ''}`.trim());
}
