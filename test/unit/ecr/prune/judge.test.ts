import { describe, expect, it } from 'vitest';
import { judgeImages } from '../../../../src/ecr/prune/judge.ts';
import { pruneWishes } from '../../../../src/ecr/prune/wishes.ts';
import type { StoredImage } from '../../../../src/ecr/repository/stored-image.ts';
import type { ImageUse } from '../../../../src/ecr/use/image-use.ts';

const now = new Date('2026-03-01T09:00:00Z');
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

function image(letter: string, days: number, more: Partial<StoredImage> = {}): StoredImage {
  return {
    ...{ digest: digest(letter), tags: [], size: 1, mediaType: '', isArchived: false, children: [] },
    pushedAt: new Date(now.getTime() - days * 24 * 3600_000),
    isReferrer: false,
    ...more,
  };
}

function reasons(
  images: readonly StoredImage[],
  flags: Partial<Parameters<typeof pruneWishes>[0]> = {},
  uses: readonly ImageUse[] = [],
) {
  const { staying } = judgeImages(
    { repository: 'web', images, uses, now },
    pruneWishes({ untagged: false, ...flags }),
  );
  return Object.fromEntries(staying.map(({ image, why }) => [image.digest.at(-1) ?? '', why]));
}

const run = (what: Partial<ImageUse>, repository = 'web'): ImageUse => ({
  repository,
  user: { kind: 'task', name: 'prod/1' },
  why: 'task prod/1 runs it',
  ...what,
});

describe('an image stays', () => {
  it('that is in use, by its tag or its digest, and not that of another repository', () => {
    const images = [image('a', 9, { tags: ['1'] }), image('b', 8), image('c', 7)];
    const uses = [run({ tag: '1' }), run({ digest: digest('b') }), run({ digest: digest('c') }, 'other')];
    expect(reasons(images, { keep: 0 }, uses)).toEqual({
      a: 'task prod/1 runs it',
      b: 'task prod/1 runs it',
    });
  });

  it('that is among the newest with a tag, of which parts of an index are none', () => {
    const images = [
      image('f', 2, { tags: ['3'], children: [digest('e')] }),
      image('e', 3, { tags: ['3-arm64'] }),
      image('d', 4),
      image('c', 5, { tags: ['2'] }),
      image('a', 6, { tags: ['1'] }),
    ];
    expect(reasons(images, { keep: 2 })).toEqual({
      f: 'it is among the newest 2 with a tag',
      e: 'it is part of an index that stays',
      c: 'it is among the newest 2 with a tag',
    });
    expect(Object.keys(reasons(images, { olderThan: 1 }))).toEqual(['f', 'e']);
  });

  it('that was pushed within the day, or within the age that was given', () => {
    const images = [image('c', 0.9), image('b', 20), image('a', 31)];
    expect(reasons(images, { keep: 0, olderThan: 30 * 86_400 })).toEqual({
      c: 'it was pushed within the last day',
      b: 'it was pushed less than 30d ago',
    });
  });

  it('that is an index of which a part stays, with all of its parts', () => {
    const images = [image('c', 5, { children: [digest('a'), digest('b')] }), image('b', 5), image('a', 5)];
    expect(reasons(images, {}, [run({ digest: digest('a') })])).toEqual({
      a: 'task prod/1 runs it',
      b: 'it is part of an index that stays',
      c: 'it names sha256:aaaaaaaaaaaa, which is in use',
    });
    const tagged = [images[0], image('b', 5, { tags: ['1-arm64'] }), images[2]].flatMap((one) => one ?? []);
    expect(reasons(tagged)).toMatchObject({ b: 'it has a tag', c: 'it names 1-arm64, which stays' });
  });

  it('that was added to one that stays, and goes with it', () => {
    const images = [
      image('d', 2, { subject: digest('b'), isReferrer: true }),
      image('c', 3, { subject: digest('a'), tags: ['sha256-aa.sig'] }),
      image('b', 4, { tags: ['2'] }),
      image('a', 5, { tags: ['1'] }),
    ];
    expect(reasons(images, { keep: 1 })).toEqual({
      d: 'it belongs to an image that stays',
      b: 'it is the newest with a tag',
    });
  });

  it('that is archived', () => {
    expect(reasons([image('a', 300, { isArchived: true })], { keep: 0 })).toEqual({ a: 'it is archived' });
  });
});

describe('the wishes', () => {
  it.each([
    [{}, {}],
    [{ untagged: true, olderThan: 60 }, { olderThan: 60 }],
    [{ olderThan: 60 }, { keep: 1, olderThan: 60 }],
    [{ keep: 0 }, { keep: 0 }],
  ])('of %o are %o', (flags, wishes) => {
    expect(pruneWishes({ untagged: false, ...flags })).toEqual(wishes);
  });

  it('refuse to count what does not go', () => {
    expect(() => pruneWishes({ untagged: true, keep: 3 })).toThrow('--keep counts images with a tag');
  });
});
