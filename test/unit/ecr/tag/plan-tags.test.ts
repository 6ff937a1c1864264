import { describe, expect, it } from 'vitest';
import { planTags } from '../../../../src/ecr/tag/plan-tags.ts';
import { checkTags } from '../../../../src/ecr/tag/tags.ts';

const image = { digest: `sha256:${'a'.repeat(64)}`, text: '{"a": 1}', mediaType: 'm' };
const other = { ...image, digest: `sha256:${'b'.repeat(64)}`, text: '{}' };
const tags = new Map([
  ['1', image],
  ['stable', other],
]);
const found = { repository: { repositoryName: 'web' }, name: 'web:1', image, tags };

describe('tags', () => {
  it('are put with the very bytes, moved with what puts them back, and left where they are right', () => {
    const { steps, kept } = planTags(['1', 'new', 'stable'], found);
    expect(kept.map(({ resource }) => resource.id)).toEqual(['web:1']);
    expect(steps.map(({ id, verb, undo }) => [id, verb, undo !== undefined])).toEqual([
      ['tag:new', 'create', false],
      ['tag:stable', 'move', true],
    ]);
    expect(steps[1]?.call.input).toEqual({
      repositoryName: 'web',
      imageTag: 'stable',
      imageDigest: image.digest,
      imageManifest: image.text,
      imageManifestMediaType: 'm',
    });
    expect(steps[1]?.undo).toMatchObject({
      input: { imageTag: 'stable', imageDigest: other.digest, imageManifest: '{}' },
    });
  });

  it('are refused before anything is written where one of them may not be moved', () => {
    const repository = { repositoryName: 'web', imageTagMutability: 'IMMUTABLE' as const };
    expect(() => planTags(['new', 'stable'], { ...found, repository })).toThrow(
      'web:stable is another image already',
    );
    expect(planTags(['new', '1'], { ...found, repository }).steps).toHaveLength(1);
  });

  it('are each once, and tags', () => {
    expect(checkTags(['a', 'b', 'a'])).toEqual(['a', 'b']);
    expect(() => checkTags(['a', 'web:b'])).toThrow('"web:b" is no tag');
  });
});
