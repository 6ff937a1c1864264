import { describe, expect, it } from 'vitest';
import { renderImages } from '../../../../src/ecr/ls/images/render.ts';
import type { ListedScan } from '../../../../src/ecr/ls/value.ts';
import { now, pipe, taggedPaint, terminalScreen } from '../../terminal/screens.ts';
import { type Child, digest, type Estate, image, index, listed, use } from './listed.ts';

const complete = (counts: ListedScan['counts'] = {}, days = 1): ListedScan => ({
  ...{
    state: 'complete',
    status: 'COMPLETE',
    counts,
    scannedAt: new Date(now.getTime() - days * 86_400_000),
  },
});

const both: readonly Child[] = [
  { letter: 'b', platform: 'linux/amd64' },
  { letter: 'c', platform: 'linux/arm64' },
  { letter: 'd' },
];

/** An index with two platforms and an attestation, a signature, a plain image, and one that is archived. */
const estate: Estate = {
  images: [
    index('a', 1, '2.0', both),
    image('b', 1, { size: 30_000_000 }),
    image('c', 1, { size: 28_000_000 }),
    image('d', 1, { size: 900 }),
    image('e', 2, { subject: digest('b'), size: 500 }),
    image('f', 40, { tags: ['1.9', 'stable'], size: 1_400_000_000 }),
    image('9', 50),
    image('8', 400, { tags: ['1.0'], isArchived: true }),
  ],
  children: { a: both },
  uses: [
    use('c', 'service', 'prod/web'),
    use('a', 'task definition', 'web:7'),
    use('a', 'service', 'prod/web'),
    use('f', 'rollback', 'prod/web'),
    use('f', 'task', 'prod/0a1b2c3d4e5f'),
  ],
  scans: {
    b: complete({ critical: 1, high: 3 }),
    c: complete({ high: 4 }),
    f: complete({}, 40),
    '9': { state: 'not scanned' },
  },
};

const letters = (value: ReturnType<typeof listed>) => value.images.map(({ digest: of }) => of.at(-1));

describe('the images of a repository', () => {
  it('are those that stand for themselves, an index with all that it names', () => {
    const value = listed(estate);
    expect(letters(value)).toEqual(['a', 'f', '9', '8']);
    expect(value).toMatchObject({ imageCount: 4, inUseCount: 2, size: 1_498_001_400 });
    expect(value.images[0]).toMatchObject({
      platforms: ['linux/amd64', 'linux/arm64'],
      parts: [
        {
          digest: digest('b'),
          platform: 'linux/amd64',
          attestation: false,
          missing: false,
          size: 30_000_000,
        },
        { digest: digest('c'), platform: 'linux/arm64', attestation: false },
        { digest: digest('d'), attestation: true },
      ],
      attached: [{ digest: digest('e'), tags: [], size: 500 }],
    });
    expect(value.images[0]?.parts[2]).not.toHaveProperty('scan');
  });

  it('have among them what has a tag of its own beside its index, and what belongs to nothing that is there', () => {
    const value = listed({
      images: [
        index('a', 1, '2.0', both),
        image('b', 1, { tags: ['2.0-amd64'] }),
        image('e', 2, { subject: digest('7') }),
      ],
      children: { a: both },
    });
    expect(letters(value)).toEqual(['a', 'b', 'e']);
    expect(value.images[1]?.partOf).toEqual([digest('a')]);
    expect(value.images[0]?.parts.map(({ missing }) => missing)).toEqual([false, true, true]);
  });

  it('are used by whoever names one of their parts, each once', () => {
    const [first, second, third] = listed(estate).images;
    expect(first?.inUseBy.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'task definition web:7',
      'service prod/web',
    ]);
    expect(second?.inUseBy).toContainEqual({
      ...{ kind: 'rollback', name: 'prod/web', why: 'rollback prod/web needs it' },
    });
    expect(third).toMatchObject({ inUse: false, inUseBy: [] });
  });

  it('are picked by tag, by use and by age', () => {
    expect(letters(listed(estate, { tagged: true }))).toEqual(['a', 'f', '8']);
    expect(letters(listed(estate, { tagged: false }))).toEqual(['9']);
    expect(letters(listed(estate, { inUse: true }))).toEqual(['a', 'f']);
    expect(letters(listed(estate, { inUse: false, limit: 1 }))).toEqual(['9']);
    expect(listed(estate, { limit: 1 }).imageCount).toBe(4);
  });

  it('are not taken for unused where that is not known', () => {
    const blind = { ...estate, usesUnknown: 'access denied' };
    expect(listed(blind)).toMatchObject({ usesUnknown: 'access denied' });
    expect(listed(blind).images[0]).not.toHaveProperty('inUse');
    expect(() => listed(blind, { inUse: false })).toThrow('what ECS uses is not known: access denied');
  });
});

describe('the scan of an image', () => {
  const scanOf = (scans: Estate['scans']) => listed({ ...estate, scans }).images[0]?.scan;

  it('is for an index the most that one of its platforms has', () => {
    expect(scanOf(estate.scans)).toMatchObject({ state: 'complete', counts: { critical: 1, high: 4 } });
  });

  it('is not complete where that of a platform is not', () => {
    expect(scanOf({ b: complete(), c: { state: 'no answer', why: 'scan failed' } })).toMatchObject({
      ...{ state: 'partial', counts: {}, why: '1 of 2 platforms' },
    });
    expect(scanOf({ b: { state: 'under way' }, c: { state: 'under way' } })).toEqual({ state: 'under way' });
    expect(scanOf({})).toEqual({ state: 'not asked' });
  });
});

describe('on a screen', () => {
  const draw = (width: number, of = estate) =>
    `\n${renderImages(listed(of), { platforms: false }, terminalScreen(width))}\n`;

  it('of 80 columns images are told at a glance', () => {
    expect(draw(80)).toMatchInlineSnapshot(`
      "
      TAGS         DIGEST          SIZE   AGE  SCAN                IN USE BY
      2.0          aaaaaaaaaaaa   20 MB   24h  1 critical, 4 high  prod/web
      1.9, stable  ffffffffffff  1.4 GB   40d  nothing found 40d…  task prod/0a1b2c3d…
      untagged     999999999999   20 MB   50d  not scanned         -
      1.0          888888888888   20 MB  400d  archived            -

      web: 4 images, 1.5 GB at most, 2 in use by ECS
      "
    `);
  });

  it('of 140 columns nothing is cut', () => {
    expect(draw(140)).toMatchInlineSnapshot(`
      "
      TAGS         DIGEST          SIZE   AGE  PLATFORMS     SCAN                   IN USE BY
      2.0          aaaaaaaaaaaa   20 MB   24h  amd64, arm64  1 critical, 4 high     prod/web
      1.9, stable  ffffffffffff  1.4 GB   40d  -             nothing found 40d ago  task prod/0a1b2c3d, rollback of prod/web
      untagged     999999999999   20 MB   50d  -             not scanned            -
      1.0          888888888888   20 MB  400d  -             archived               -

      web: 4 images, 1.5 GB at most, 2 in use by ECS
      "
    `);
  });

  it('of 80 columns platforms stay where they were asked for', () => {
    const asked = { platforms: true };
    const text = renderImages(
      listed({ ...estate, platforms: { f: 'windows/arm' } }, asked),
      asked,
      terminalScreen(80),
    );
    expect(text).toMatch(/^2\.0 .* amd64, arm64 /m);
    expect(text).toMatch(/^1\.9, stable .* windows\/arm /m);
  });

  it('of 60 columns they do without digests', () => {
    expect(draw(60)).toMatchInlineSnapshot(`
      "
      TAGS            SIZE   AGE  SCAN             IN USE BY
      2.0            20 MB   24h  1 critical, 4…   prod/web
      1.9, stable   1.4 GB   40d  nothing found…   task prod/0a1b…
      999999999999   20 MB   50d  not scanned      -
      1.0            20 MB  400d  archived         -

      web: 4 images, 1.5 GB at most, 2 in use by ECS
      "
    `);
  });

  it.each([50, 72, 80, 100])('of %i columns no line is too long', (width) => {
    const long = {
      ...estate,
      images: [image('f', 1, { tags: ['a'.repeat(40), 'b'.repeat(40)] }), ...estate.images],
    };
    const lines = draw(width, long)
      .split('\n')
      .filter((line) => !line.startsWith('web: '));
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
  });

  it('what is grave is red, and what is open is not green', () => {
    const text = renderImages(listed(estate), { platforms: false }, terminalScreen(140, taggedPaint));
    expect(text).toContain('<bad>1 critical, 4 high</bad>');
    expect(text).toContain('<good>nothing found 40d ago</good>');
    expect(text).toContain('<faint>not scanned</faint>');
    expect(text).toContain('<warn>archived</warn>');
  });

  it('the sum says what is not known and what was not asked', () => {
    const blind = renderImages(
      listed({ images: [image('a', 1)], usesUnknown: 'access denied' }),
      { platforms: false },
      terminalScreen(200),
    );
    expect(blind.split('\n').at(-1)).toBe(
      'web: 1 image, 20 MB at most, not known what ECS uses; ECR was asked for the scans of the newest alone',
    );
    expect(blind).toMatch(/unknown$/m);
  });
});

describe('in a pipe', () => {
  it('a row an image has whole values', () => {
    const [first, second] = renderImages(listed(estate), { platforms: false }, pipe).split('\n');
    expect(first).toBe(
      `2.0\t${digest('a')}\t20000000\t2030-02-28T12:00:00.000Z\tlinux/amd64,linux/arm64\t1 critical, 4 high\tweb:7,prod/web`,
    );
    expect(second).toBe(
      `1.9,stable\t${digest('f')}\t1400000000\t2030-01-20T12:00:00.000Z\t\tnothing found\trollback of prod/web,task prod/0a1b2c3d4e5f`,
    );
  });
});
