import { batches } from '../../aws/pages.ts';
import { compactIds } from '../../plan/compact-ids.ts';
import type { ApiCall, Plan, Step } from '../../plan/plan.ts';
import { duration } from '../../terminal/ago.ts';
import { byteSize, quantity } from '../../terminal/number.ts';
import { imageName, type StoredImage } from '../repository/stored-image.ts';
import { indexesOf } from '../use/kin.ts';
import type { FoundImages } from './found.ts';
import { judgeImages } from './judge.ts';
import type { PruneWishes } from './wishes.ts';

/** Images that one BatchDeleteImage takes. */
const imagesAtOnce = 100;
/** Milliseconds since a pull of which ECS knows nothing. */
const recentPull = 7 * 24 * 3600_000;

/** Plans which images of a repository go: the indexes before what they name, since ECR does not delete that before. */
export function planPrune(found: FoundImages, wishes: PruneWishes): Plan {
  const { repository } = found;
  const { doomed, staying } = judgeImages(found, wishes);
  const steps: Step[] = [];
  for (const tier of tiersOf(doomed)) {
    const before = steps.map(({ id }) => id);
    // The oldest first, as they were pushed.
    const batch = batches([...tier].reverse(), imagesAtOnce);
    steps.push(...batch.map((images) => deletion(images, before, found, wishes)));
  }
  return {
    subject: `images of ${repository}`,
    steps,
    kept: staying.map(({ image, why }) => ({
      resource: { type: 'image', id: imageName(image) },
      reason: why,
    })),
    warnings: doomed.length === 0 ? [] : warnings(doomed, found),
  };
}

/** What no other of them names, then what only those name, and so on. */
function tiersOf(images: readonly StoredImage[]): StoredImage[][] {
  const tiers: StoredImage[][] = [];
  for (let left = images; left.length > 0; ) {
    const named = indexesOf(left);
    const tier = left.filter(({ digest }) => !named.has(digest));
    tiers.push(tier);
    left = left.filter((image) => !tier.includes(image));
  }
  return tiers;
}

function deletion(
  images: readonly StoredImage[],
  after: readonly string[],
  { repository, manifests }: FoundImages,
  { olderThan }: PruneWishes,
): Step {
  const digests = images.map(({ digest }) => digest);
  return {
    id: `delete:${digests[0]}`,
    action: 'delete',
    series: `delete images of ${repository}`,
    resource: { type: 'image', id: compactIds(images.map(imageName)) },
    reason:
      olderThan === undefined
        ? 'nothing needs it'
        : `nothing needs it, and it is older than ${duration(olderThan)}`,
    changes: [],
    after,
    call: call('PruneImages', { repositoryName: repository, digests }),
    undo: images.flatMap((image) => putBack(image, { repository, manifests })),
  };
}

/** The calls that would bring an image back as long as ECR has its layers, one for each of its tags. */
function putBack(
  { digest, tags }: StoredImage,
  { repository, manifests }: Pick<FoundImages, 'repository' | 'manifests'>,
): ApiCall[] {
  const manifest = manifests.get(digest);
  if (!manifest) return [];
  const image = {
    repositoryName: repository,
    imageDigest: digest,
    imageManifest: manifest.text,
    ...(manifest.mediaType && { imageManifestMediaType: manifest.mediaType }),
  };
  if (tags.length === 0) return [call('PutImage', image)];
  return tags.map((imageTag) => call('PutImage', { ...image, imageTag }));
}

function warnings(doomed: readonly StoredImage[], { now }: FoundImages): string[] {
  const bytes = doomed.reduce((sum, { size }) => sum + size, 0);
  const pulled = doomed.filter(({ pulledAt }) => pulledAt && now.getTime() - pulledAt.getTime() < recentPull);
  const [were, them] = pulled.length === 1 ? ['was', 'it'] : ['were', 'them'];
  return [
    `this frees ${byteSize(bytes)} at most: images share layers`,
    'only what ECS uses in this account and region is seen; functions, clusters of Kubernetes and other accounts are not',
    ...(pulled.length > 0
      ? [
          `${compactIds(pulled.map(imageName), 6)} ${were} pulled within the last week (${quantity(pulled.length)}): ` +
            `make sure that whoever pulled ${them} has no more need of ${them}`,
        ]
      : []),
  ];
}

function call(operation: string, input: ApiCall['input']): ApiCall {
  return { service: 'ecr', operation, input };
}
