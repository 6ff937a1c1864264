import type { Repository, ScanFrequency, ScanType } from '@aws-sdk/client-ecr';
import { describe, expect, it } from 'vitest';
import { mediaTypes } from '../../../../src/ecr/image/media-types.ts';
import { listRepositories } from '../../../../src/ecr/ls/repositories/list.ts';
import type { FoundRepositories, FoundRepository } from '../../../../src/ecr/ls/repositories/read.ts';
import { renderRepositories } from '../../../../src/ecr/ls/repositories/render.ts';
import { scanningOf, scanningText } from '../../../../src/ecr/ls/repositories/scanning.ts';
import { unknownContents, unknownUses } from '../../../../src/ecr/ls/warnings.ts';
import { pipe, terminalScreen } from '../../terminal/screens.ts';
import { image, use } from './listed.ts';

const of = (repositoryName: string, more: Repository = {}): Repository => ({
  ...{ repositoryName, repositoryUri: `1.dkr.ecr.us-east-1.amazonaws.com/${repositoryName}` },
  ...{ repositoryArn: `arn:aws:ecr:us-east-1:1:repository/${repositoryName}`, ...more },
});

const web: FoundRepository = {
  repository: of('web', {
    imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilters: [
      { filterType: 'WILDCARD', filter: 'latest' },
      { filterType: 'WILDCARD', filter: 'dev-*' },
    ],
    imageScanningConfiguration: { scanOnPush: true },
  }),
  images: {
    list: [
      image('a', 3, { tags: ['1'], mediaType: mediaTypes.ociIndex, size: 30_000_000 }),
      image('b', 3, { size: 30_000_000 }),
      image('c', 4, { size: 28_000_000 }),
    ],
  },
  lifecycle: true,
};
const closed: FoundRepository = { repository: of('closed'), images: { unknown: 'access denied' } };
const empty: FoundRepository = { repository: of('a/new'), images: { list: [] }, lifecycle: false };

const found: FoundRepositories = {
  region: 'us-east-1',
  repositories: [web, closed, empty],
  scanning: { type: 'BASIC', frequencies: new Map() },
  uses: {
    uses: [use('a', 'service', 'prod/web'), use('a', 'task definition', 'web:1'), use('f', 'task', 'x/1')],
  },
};

describe('the list of repositories', () => {
  it('is by name, with what is in each', () => {
    const { repositories } = listRepositories(found);
    expect(repositories.map(({ name }) => name)).toEqual(['a/new', 'closed', 'web']);
    expect(repositories[0]?.contents).toEqual({ images: 0, untagged: 0, size: 0, inUse: 0 });
    expect(repositories[1]).toMatchObject({ contentsUnknown: 'access denied' });
    expect(repositories[1]).not.toHaveProperty('lifecycle');
    expect(repositories[2]).toMatchObject({
      ...{ tagMutability: 'IMMUTABLE_WITH_EXCLUSION', tagMutabilityExclusions: ['latest', 'dev-*'] },
      scanning: { type: 'basic', frequency: 'on push' },
      contents: { images: 3, untagged: 2, size: 58_000_000, inUse: 1 },
    });
  });

  it('is read at a glance', () => {
    const draw = (width: number) =>
      `\n${renderRepositories(listRepositories(found), terminalScreen(width))}\n`;
    expect(draw(120)).toMatchInlineSnapshot(`
      "
      REPOSITORY  IMAGES     SIZE  NEWEST  SCANS    LIFECYCLE  TAGS                         IN USE
      a/new            0  0 bytes       -  manual   no         mutable                           0
      closed           -        -       -  manual   -          mutable                           -
      web              3    58 MB  3d ago  on push  yes        immutable but latest, dev-*       1

      3 repositories in us-east-1, 58 MB at most; ECS uses 1 of 3 images
      "
    `);
    expect(draw(80)).toMatchInlineSnapshot(`
      "
      REPOSITORY  IMAGES     SIZE  NEWEST  SCANS    LIFECYCLE  TAGS             IN USE
      a/new            0  0 bytes       -  manual   no         mutable               0
      closed           -        -       -  manual   -          mutable               -
      web              3    58 MB  3d ago  on push  yes        immutable but…        1

      3 repositories in us-east-1, 58 MB at most; ECS uses 1 of 3 images
      "
    `);
    for (const line of draw(48).split('\n').slice(1, 5)) expect(line.length).toBeLessThanOrEqual(48);
  });

  it('leaves settings out before it cuts a name', () => {
    const long = { ...web, repository: of('platform/payments/checkout-service-worker') };
    const text = renderRepositories(listRepositories({ ...found, repositories: [long] }), terminalScreen(80));
    expect(text).toMatch(/^platform\/payments\/checkout-service-worker {7}3 /m);
    expect(text).not.toContain('LIFECYCLE');
  });

  it('is a row a repository in a pipe', () => {
    expect(renderRepositories(listRepositories(found), pipe).split('\n')).toEqual([
      'a/new\t0\t0\t0\t\tmutable\tmanual\tno\t0',
      'closed\t\t\t\t\tmutable\tmanual\t\t',
      'web\t3\t2\t58000000\t2030-02-26T12:00:00.000Z\timmutable but latest, dev-*\ton push\tyes\t1',
    ]);
  });

  it('warns of what is not known', () => {
    const value = listRepositories({ ...found, uses: { unknown: 'access denied to ListClusters' } });
    expect(unknownUses(value)).toEqual(['what ECS uses is not known: access denied to ListClusters']);
    expect(unknownContents(value)).toEqual(['the images of closed are not told: access denied']);
    expect(value.repositories[2]?.contents).not.toHaveProperty('inUse');
    expect(renderRepositories(value, terminalScreen(120))).toContain(
      '3 images, not known what of it ECS uses',
    );
  });

  it('of a region without any says how to begin', () => {
    const none = listRepositories({ ...found, repositories: [] });
    expect(renderRepositories(none, terminalScreen(80))).toContain('ecsctl ecr repo create NAME');
    expect(renderRepositories(none, pipe)).toBe('');
  });
});

describe('what scans a repository', () => {
  it.each<[ScanType | undefined, ScanFrequency | undefined, boolean, string]>([
    ['BASIC', 'MANUAL', false, 'manual'],
    ['BASIC', 'MANUAL', true, 'on push'],
    ['BASIC', 'SCAN_ON_PUSH', false, 'on push'],
    ['ENHANCED', 'CONTINUOUS_SCAN', false, 'enhanced'],
    ['ENHANCED', 'SCAN_ON_PUSH', false, 'enhanced on push'],
    ['ENHANCED', 'MANUAL', true, 'never'],
    ['ENHANCED', undefined, false, 'never'],
    [undefined, undefined, true, 'on push'],
    [undefined, undefined, false, 'manual'],
  ])('of a registry %s with the rule %s, the setting being %s: %s', (type, rule, scanOnPush, text) => {
    const frequencies = new Map(rule ? [['web', rule] as const] : []);
    const repository = of('web', { imageScanningConfiguration: { scanOnPush } });
    expect(scanningText(scanningOf(repository, { ...(type && { type }), frequencies }))).toBe(text);
  });
});
