import { ECRClient } from '@aws-sdk/client-ecr';
import { carryOut, type PlanAnswer } from '../../plan/carry-out.ts';
import type { Answer, VerbContext } from '../../verb/verb.ts';
import type { EcrName } from '../repository/name.ts';
import { ImageReader } from '../repository/read-images.ts';
import { awsOf, readRepository } from '../repository/read-repository.ts';
import { ImageUseReader } from '../use/read-image-uses.ts';
import { pruneOperations } from './delete-images.ts';
import type { FoundImages, Look } from './found.ts';
import { judgeImages } from './judge.ts';
import { planPrune } from './plan-prune.ts';
import type { PruneWishes } from './wishes.ts';

/** Milliseconds for which one look serves several steps that begin side by side. */
const lookLasts = 5000;

/** Deletes the images of a repository that nothing needs. */
export async function pruneImages(
  context: VerbContext,
  name: EcrName,
  wishes: PruneWishes,
): Promise<Answer<PlanAnswer>> {
  const aws = awsOf(context.aws, name);
  const [{ registryId: account = '' }, region] = await Promise.all([
    readRepository(aws, name),
    aws.client(ECRClient).config.region(),
  ]);
  const { repository } = name;
  const images = new ImageReader(aws, repository);
  const uses = new ImageUseReader(aws, { account, region });
  // What needs images is read before they are: a tag that has been moved since then is seen where it stands now.
  const look = async (): Promise<Look> => ({
    repository,
    uses: await uses.read(),
    images: await images.read(),
    now: aws.now(),
  });
  return carryOut<FoundImages>(
    { ...context, aws },
    {
      read: async () => {
        const seen = await look();
        const { doomed } = judgeImages(seen, wishes);
        return { ...seen, manifests: await images.manifests(doomed.map(({ digest }) => digest)) };
      },
      plan: (found) => planPrune(found, wishes),
      operations: pruneOperations(sharing(look, context), wishes),
    },
  );
}

/** Steps that begin at the same time look together. */
function sharing(look: () => Promise<Look>, { clock }: Pick<VerbContext, 'clock'>): () => Promise<Look> {
  let last: { readonly at: number; readonly seen: Promise<Look> } | undefined;
  return () => {
    const now = clock.now().getTime();
    if (!last || now - last.at > lookLasts) last = { at: now, seen: look() };
    return last.seen;
  };
}
