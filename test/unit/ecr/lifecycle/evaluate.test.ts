import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from '../../../../src/ecr/lifecycle/evaluate.ts';
import { parsePolicy } from '../../../../src/ecr/lifecycle/parse-policy.ts';
import type { LifecyclePolicy } from '../../../../src/ecr/lifecycle/policy.ts';
import { readPreview } from '../../../../src/ecr/lifecycle/preview/read-preview.ts';
import { ImageReader } from '../../../../src/ecr/repository/read-images.ts';
import { FakeTerminal } from '../../../support/fake-terminal.ts';
import { anyImageEstate, type MadeImages, makeImages, repositoryIn } from '../../../support/image-estate.ts';

const counted = fc.record({
  countType: fc.constant('imageCountMoreThan'),
  countNumber: fc.integer({ min: 1, max: 4 }),
});
const since = fc.record({
  countType: fc.constantFrom('sinceImagePushed', 'sinceImagePulled'),
  countUnit: fc.constant('days'),
  countNumber: fc.constantFrom(1, 6, 30),
});
const tagged = fc.oneof(
  fc.record({ tagPatternList: fc.constantFrom(['t*'], ['*'], ['t0'], ['t*', '*1'], ['latest', 't*']) }),
  fc.record({ tagPrefixList: fc.constantFrom(['t'], ['la'], ['t0', 't1']) }),
);
const selection = fc
  .tuple(fc.oneof(counted, since), tagged)
  .map(([count, tags]) => ({ tagStatus: 'tagged', ...tags, ...count }));
const bare = (tagStatus: string) => fc.oneof(counted, since).map((count) => ({ tagStatus, ...count }));

/** Policies that ECR takes, of rules about tags, then about what has none, then about any. */
const anyPolicy: fc.Arbitrary<LifecyclePolicy> = fc
  .tuple(fc.array(selection, { maxLength: 3 }), fc.option(bare('untagged')), fc.option(bare('any')))
  .map(([tags, untagged, any]) => [...tags, ...(untagged ? [untagged] : []), ...(any ? [any] : [])])
  .filter((selections) => selections.length > 0)
  .map((selections) =>
    parsePolicy(
      JSON.stringify({
        rules: selections.map((one, index) => ({
          rulePriority: (index + 1) * 10,
          selection: one,
          action:
            one.countType === 'sinceImagePulled'
              ? { type: 'transition', targetStorageClass: 'archive' }
              : { type: 'expire' },
        })),
      }),
      'the policy',
    ),
  );

async function preview({ aws }: MadeImages, policy?: LifecyclePolicy) {
  const signal = new AbortController().signal;
  const results = await readPreview(
    { aws, clock: aws.clock, signal, terminal: new FakeTerminal() },
    'web',
    policy,
  );
  return results.map(({ imageDigest, action, appliedRulePriority }) => ({
    digest: imageDigest,
    does: action?.type === 'EXPIRE' ? 'expire' : 'archive',
    rulePriority: appliedRulePriority,
  }));
}

it('says what the preview says', async () => {
  let spoken = 0;
  await fc.assert(
    fc.asyncProperty(anyImageEstate, anyPolicy, async (estate, policy) => {
      const made = await makeImages({ ...estate, users: [] });
      // The order of what was pushed at the same instant is ECR's affair.
      let at = 0;
      for (const manifest of repositoryIn(made.world).manifests.values()) {
        manifest.pushedAt = new Date(manifest.pushedAt.getTime() + at);
        at += 7;
      }
      const images = await new ImageReader(made.aws, 'web').read();
      const own = evaluate(policy, images, made.aws.now()).map(({ image, does, rulePriority }) => ({
        digest: image.digest,
        does,
        rulePriority,
      }));
      spoken += own.length;
      expect(own).toEqual(await preview(made, policy));
    }),
    { numRuns: 60 },
  );
  expect(spoken).toBeGreaterThan(30);
}, 60_000);

it('waits for the preview of somebody else, and is not taken in by it', async () => {
  const images = [20, 20, 20].map((days, index) => ({
    days,
    tags: [`t${index}`],
    platforms: [],
    signed: false,
  }));
  const made = await makeImages({ images, users: [] });
  const keep = (countNumber: number) =>
    parsePolicy(
      JSON.stringify({
        rules: [
          {
            rulePriority: 1,
            selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber },
            action: { type: 'expire' },
          },
        ],
      }),
      'the policy',
    );
  const [two, one] = await Promise.all([preview(made, keep(2)), preview(made, keep(1))]);
  expect([two.length, one.length]).toEqual([1, 2]);
});

it('says that there is no policy to try', async () => {
  const made = await makeImages({
    images: [{ days: 1, tags: [], platforms: [], signed: false }],
    users: [],
  });
  await expect(preview(made)).rejects.toMatchObject({
    kind: 'not-found',
    message: 'web has no lifecycle policy that could be tried',
  });
});
