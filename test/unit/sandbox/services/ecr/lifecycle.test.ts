import { describe, expect, it } from 'vitest';
import { UpdateImageStorageClass } from '../../../../../src/sandbox/services/ecr/archive.ts';
import {
  BatchGetImage,
  DescribeImages,
  ListImages,
} from '../../../../../src/sandbox/services/ecr/images-read.ts';
import { BatchCheckLayerAvailability } from '../../../../../src/sandbox/services/ecr/layers.ts';
import {
  GetLifecyclePolicy,
  PutLifecyclePolicy,
} from '../../../../../src/sandbox/services/ecr/lifecycle/policies.ts';
import {
  GetLifecyclePolicyPreview,
  StartLifecyclePolicyPreview,
} from '../../../../../src/sandbox/services/ecr/lifecycle/preview.ts';
import { plantImage } from '../../../../../src/sandbox/services/ecr/plant.ts';
import { CreateRepository } from '../../../../../src/sandbox/services/ecr/repositories.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const web = { repositoryName: 'shop/web' };
const DAY_SECONDS = 24 * 3600;

type Rule = Readonly<Record<string, unknown>>;
const expire = { type: 'expire' };
const archive = { type: 'transition', targetStorageClass: 'archive' };
const keep = (rulePriority: number, countNumber: number, selection: Rule = {}): Rule => ({
  rulePriority,
  description: 'a rule with a description that makes the whole policy long enough to be taken',
  selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber, ...selection },
  action: expire,
});
const older = (rulePriority: number, days: number, selection: Rule = {}): Rule =>
  keep(rulePriority, days, { countType: 'sinceImagePushed', countUnit: 'days', ...selection });
const policyOf = (...rules: Rule[]): string => JSON.stringify({ rules });

/** A repository with an image a day of age, by tag: the first is from today. */
function worldWith(...tags: readonly (string | undefined)[]): PracticeWorld {
  const practice = new PracticeWorld();
  CreateRepository(web, practice.call);
  tags.forEach((tag, age) => {
    const pushedAt = new Date(practice.now - age * DAY_SECONDS * 1000 - 1000);
    plantImage({ ...web, content: `image ${age}`, pushedAt, ...(tag && { tags: [tag] }) }, practice.call);
  });
  return practice;
}

/** What the policy would do, as `tag by rule`, the newest first. */
function previewed(practice: PracticeWorld, ...rules: Rule[]): string[] {
  StartLifecyclePolicyPreview({ ...web, lifecyclePolicyText: policyOf(...rules) }, practice.call);
  practice.pass(10);
  const { previewResults = [] } = GetLifecyclePolicyPreview(web, practice.call);
  return previewResults.map(
    ({ imageTags, appliedRulePriority }) => `${imageTags?.join() ?? 'untagged'} by ${appliedRulePriority}`,
  );
}

const tagged = (...tagPrefixList: string[]) => ({ tagStatus: 'tagged', tagPrefixList });
const like = (...tagPatternList: string[]) => ({ tagStatus: 'tagged', tagPatternList });
const untagged = { tagStatus: 'untagged' };

describe('a lifecycle policy', () => {
  it.each([
    ['keeps the newest', [keep(1, 2)], ['v2 by 1', 'v1 by 1']],
    ['knows ages in days', [older(1, 2)], ['v2 by 1', 'v1 by 1']],
    ['knows prefixes', [keep(1, 1, tagged('v'))], ['v3 by 1', 'v2 by 1', 'v1 by 1']],
    ['knows patterns', [older(1, 1, like('*2'))], ['v2 by 1']],
    ['wants every prefix to be met', [keep(1, 1, tagged('v', 'w'))], []],
    [
      'leaves to later rules nothing of what an earlier one selects',
      [keep(1, 4, tagged('v')), older(2, 1)],
      [],
    ],
    [
      'lets an earlier rule take what a later one would keep',
      [older(1, 3, like('v1')), keep(2, 2)],
      ['v2 by 2', 'v1 by 1'],
    ],
  ])('%s', (_, rules, expected) => {
    expect(previewed(worldWith('v4', 'v3', 'v2', 'v1'), ...rules)).toEqual(expected);
  });

  it('takes untagged images, but none that an index names', () => {
    const practice = worldWith('v2', undefined, undefined);
    plantImage({ ...web, content: 'index', tags: ['v1'], platforms: ['linux/amd64'] }, practice.call);
    expect(previewed(practice, older(1, 1, untagged))).toEqual(['untagged by 1', 'untagged by 1']);
    practice.pass(30 * DAY_SECONDS);
    expect(previewed(practice, older(1, 1, untagged))).toEqual(['untagged by 1', 'untagged by 1']);
  });

  it('archives what nobody has pulled', () => {
    const practice = worldWith('v2', 'v1');
    plantImage(
      {
        ...{ ...web, content: 'pulled', tags: ['old'] },
        ...{
          pushedAt: new Date(practice.now - 90 * DAY_SECONDS * 1000),
          lastPulledAt: new Date(practice.now),
        },
      },
      practice.call,
    );
    practice.pass(5 * DAY_SECONDS);
    const unpulled = { countType: 'sinceImagePulled', countUnit: 'days' };
    const rules = [{ ...keep(1, 5, unpulled), action: archive }];
    expect(previewed(practice, ...rules)).toEqual(['v2 by 1', 'v1 by 1']);
    expect(GetLifecyclePolicyPreview(web, practice.call).summary).toEqual({
      expiringImageTotalCount: 0,
      transitioningImageTotalCounts: [{ targetStorageClass: 'ARCHIVE', imageTotalCount: 2 }],
    });
  });

  it('is carried out within a day', () => {
    const practice = worldWith('v4', 'v3', 'v2', 'v1');
    const text = policyOf(keep(1, 2));
    PutLifecyclePolicy({ ...web, lifecyclePolicyText: text }, practice.call);
    expect(GetLifecyclePolicy(web, practice.call).lastEvaluatedAt).toEqual(new Date(0));
    practice.pass(3600);
    expect(ListImages(web, practice.call).imageIds).toHaveLength(4);
    practice.pass(DAY_SECONDS);
    expect(ListImages(web, practice.call).imageIds?.map(({ imageTag }) => imageTag)).toEqual(['v4', 'v3']);
    expect(GetLifecyclePolicy(web, practice.call).lastEvaluatedAt?.getTime()).toBeGreaterThan(0);
  });

  const all = { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 3 };
  it.each([
    ['no JSON', `${policyOf(keep(1, 1))}}`],
    ['too short', '{"rules":[]}'],
    ['no rules', `{"rules":[],"comment":"${'x'.repeat(100)}"}`],
    ['a priority twice', policyOf(keep(1, 1), keep(1, 1))],
    ['any before others', policyOf(keep(1, 1), older(2, 1, untagged))],
    ['two rules for untagged images', policyOf(older(1, 1, untagged), older(2, 2, untagged))],
    ['tagged without tags', policyOf(keep(1, 1, { tagStatus: 'tagged' }))],
    ['tags with any', policyOf(keep(1, 1, { tagPrefixList: ['v'] }))],
    ['both kinds of tags', policyOf(keep(1, 1, { ...tagged('v'), tagPatternList: ['v*'] }))],
    ['five wildcards', policyOf(keep(1, 1, like('*a*b*c*d*')))],
    ['days with a count', policyOf(keep(1, 1, { countUnit: 'days' }))],
    ['an age without a unit', policyOf(keep(1, 1, { countType: 'sinceImagePushed' }))],
    ['nought', policyOf(keep(1, 0))],
    ['an action that there is not', policyOf({ ...keep(1, 1), action: { type: 'burn' } })],
    ['a transition to nowhere', policyOf({ ...keep(1, 1), action: { type: 'transition' } })],
    ['expiry by pulls', policyOf(older(1, 9, { ...all, countNumber: 9, countType: 'sinceImagePulled' }))],
    [
      'less than 90 days in the archive',
      policyOf(older(1, 30, { storageClass: 'archive', countType: 'sinceImageTransitioned' })),
    ],
  ])('is refused with %s', (_, lifecyclePolicyText) => {
    const practice = worldWith();
    expect(refusal(() => PutLifecyclePolicy({ ...web, lifecyclePolicyText }, practice.call))).toMatch(
      /^InvalidParameterException: Invalid parameter at 'LifecyclePolicyText'/,
    );
  });
});

describe('a preview', () => {
  it('needs a policy, takes its time, and is kept for a day', () => {
    const practice = worldWith('v2', 'v1');
    const start = () => StartLifecyclePolicyPreview(web, practice.call);
    expect(refusal(start)).toMatch(/^LifecyclePolicyNotFoundException/);
    expect(refusal(() => GetLifecyclePolicyPreview(web, practice.call))).toMatch(
      /^LifecyclePolicyPreviewNotFoundException/,
    );
    PutLifecyclePolicy({ ...web, lifecyclePolicyText: policyOf(keep(1, 1)) }, practice.call);
    start();
    expect(refusal(start)).toMatch(/^LifecyclePolicyPreviewInProgressException/);
    const get = () => GetLifecyclePolicyPreview(web, practice.call);
    expect(get()).toMatchObject({ status: 'IN_PROGRESS', previewResults: [] });
    practice.pass(10);
    expect(get()).toMatchObject({ status: 'COMPLETE', summary: { expiringImageTotalCount: 1 } });
    practice.pass(DAY_SECONDS);
    expect(get()).toMatchObject({ status: 'EXPIRED', previewResults: [] });
  });

  it('shows images of a kind, some by name, or page by page', () => {
    const practice = worldWith('v3', 'v2', undefined, 'v1');
    previewed(practice, older(1, 1));
    const shown = (more: object) =>
      GetLifecyclePolicyPreview({ ...web, ...more }, practice.call).previewResults?.map(
        ({ imageTags }) => imageTags?.[0],
      );
    expect(shown({})).toEqual(['v2', undefined, 'v1']);
    expect(shown({ filter: { tagStatus: 'UNTAGGED' } })).toEqual([undefined]);
    expect(shown({ imageIds: [{ imageTag: 'v1' }, { imageTag: 'v3' }] })).toEqual(['v1']);
    expect(shown({ maxResults: 1 })).toEqual(['v2']);
  });
});

describe('the archive', () => {
  it('holds images that cannot be pulled until they are back', () => {
    const practice = worldWith('v2', 'v1');
    const v1 = { ...web, imageId: { imageTag: 'v1' } };
    const digest = DescribeImages({ ...web, imageIds: [v1.imageId] }, practice.call).imageDetails?.[0];
    const { imageStatus } = UpdateImageStorageClass({ ...v1, targetStorageClass: 'ARCHIVE' }, practice.call);
    expect(imageStatus).toBe('ARCHIVED');
    const listed = (status?: 'ANY' | 'ARCHIVED') =>
      ListImages({ ...web, filter: { imageStatus: status } }, practice.call).imageIds?.map(
        (id) => id.imageTag,
      );
    expect([listed(), listed('ARCHIVED'), listed('ANY')]).toEqual([['v2'], ['v1'], ['v2', 'v1']]);
    expect(BatchGetImage({ ...web, imageIds: [v1.imageId] }, practice.call).failures).toMatchObject([
      { failureCode: 'ImageInaccessible' },
    ]);
    const layerDigests = JSON.parse(
      practice.region.ecr.repositories.get('shop/web')?.manifests.get(digest?.imageDigest ?? '')?.text ??
        '{}',
    ).layers.map((layer: { digest: string }) => layer.digest);
    const { layers } = BatchCheckLayerAvailability({ ...web, layerDigests }, practice.call);
    expect(layers?.[0]?.layerAvailability).toBe('ARCHIVED');
    const restore = () => UpdateImageStorageClass({ ...v1, targetStorageClass: 'STANDARD' }, practice.call);
    expect(restore().imageStatus).toBe('ACTIVATING');
    expect(refusal(restore)).toMatch(/^ImageStorageClassUpdateNotSupportedException/);
    practice.pass(150);
    expect(listed()).toEqual(['v2', 'v1']);
  });
});
