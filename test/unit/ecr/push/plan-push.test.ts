import { describe, expect, it } from 'vitest';
import { readManifest } from '../../../../src/ecr/image/manifest.ts';
import type { Found, FoundRepository } from '../../../../src/ecr/push/found.ts';
import { planPush } from '../../../../src/ecr/push/plan-push.ts';
import type { Prepared } from '../../../../src/ecr/push/prepared.ts';
import type { WantedPush } from '../../../../src/ecr/push/wanted.ts';
import type { KnownManifest } from '../../../../src/ecr/registry/registry.ts';
import { memoryContent } from '../../../../src/ecr/source/content.ts';
import { refusedFor } from '../../../support/refused.ts';

const layer = `sha256:${'1'.repeat(64)}`;
const config = `sha256:${'2'.repeat(64)}`;
const manifest = readManifest(
  Buffer.from(JSON.stringify({ config: { digest: config, size: 5 }, layers: [{ digest: layer, size: 7 }] })),
  'it',
);
const known = (text: string): KnownManifest => {
  const read = readManifest(Buffer.from(JSON.stringify({ config: { digest: config, size: 1 }, text })), 'it');
  return { digest: read.digest, mediaType: 'x', bytes: Buffer.from(read.bytes) };
};
const other = known('another');

function prepared(isThere = false): Prepared {
  const blob = (digest: string, size: number, role: 'layer' | 'configuration') => ({
    blob: { kind: 'stored' as const, digest, size, role, content: memoryContent(Buffer.alloc(size), 'x') },
    digest,
    isThere,
  });
  return {
    manifests: [manifest],
    blobs: [blob(layer, 7, 'layer'), blob(config, 5, 'configuration')],
    ...{ platforms: [], foreign: [] },
  };
}

const there = (isImmutable = false): FoundRepository => ({ kind: 'there', isImmutable: () => isImmutable });
const missing = (more: object = {}): FoundRepository => ({
  kind: 'missing',
  alike: [],
  command: 'aws …',
  ...more,
});

function found(tags: Record<string, KnownManifest> = {}, repository = there()): Found {
  return {
    repository,
    tags: new Map(Object.entries(tags)),
    manifests: new Set(),
    blobs: new Set(),
    warnings: [],
  };
}

const wanted = (more: Partial<WantedPush> = {}): WantedPush => ({
  ...{
    source: { kind: 'standard input' },
    sourceText: 'image.tar',
    registry: { kind: 'ecr' },
    repository: 'web',
  },
  ...{ tags: ['1', 'latest'], create: false, jobs: 4 },
  ...more,
});

const target = { kind: 'ecr', repository: 'web' } as const;
const plan = (want: WantedPush, find: Found, prepare = prepared()) => planPush(want, target, prepare, find);
const ids = (of: ReturnType<typeof plan>) => of.steps.map(({ id }) => id);
const same = { digest: manifest.digest, mediaType: 'x', bytes: Buffer.from(manifest.bytes) };

describe('the plan of a push', () => {
  it('sends blobs, then tags one after the other', () => {
    const { steps } = plan(wanted(), found());
    expect(steps.map(({ id, after }) => [id, after])).toEqual([
      ['upload', []],
      ['tag:1', ['upload']],
      ['tag:latest', ['upload', 'tag:1']],
    ]);
    expect(steps[0]?.call.input.blobs).toEqual([layer, config]);
  });

  it('sends nothing that is there', () => {
    expect(ids(plan(wanted(), found(), prepared(true)))).toEqual(['tag:1', 'tag:latest']);
  });

  it('is empty where every tag stands for the image', () => {
    expect(ids(plan(wanted(), found({ 1: same, latest: same })))).toEqual([]);
    expect(ids(plan(wanted(), found({ 1: same }, there(true))))).toEqual(['upload', 'tag:latest']);
  });

  it('keeps what a tag stood for, to be put back', () => {
    const [, step] = plan(wanted({ tags: ['latest'] }), found({ latest: other })).steps;
    expect(step).toMatchObject({
      action: 'update',
      changes: [{ from: other.digest, to: manifest.digest }],
      undo: {
        service: 'ecr',
        operation: 'PutImage',
        input: { repositoryName: 'web', imageTag: 'latest', imageManifest: other.bytes.toString() },
      },
    });
  });

  it('makes the repository first, with a lifecycle', () => {
    const made = plan(wanted({ create: true, tags: ['1'] }), found({}, missing()));
    expect(ids(made)).toEqual(['repository', 'lifecycle', 'upload', 'tag:1']);
    expect(made.steps[0]?.call.input).toEqual({
      repositoryName: 'web',
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
    });
    const lifecycle = String(made.steps[1]?.call.input.lifecyclePolicyText);
    // ECR refuses shorter ones.
    expect(lifecycle.length).toBeGreaterThanOrEqual(100);
    expect(made.steps[2]?.after).toEqual(['repository', 'lifecycle']);
  });

  it('leaves the making to ECR where a template says so', () => {
    const made = plan(wanted({ tags: ['1'] }), found({}, missing({ template: 'ROOT' })));
    expect(ids(made)).toEqual(['upload', 'tag:1']);
    expect(made.warnings).toEqual([
      'there is no repository web; ECR makes it when it is pushed to, by its creation template for ROOT',
    ]);
  });

  it('speaks of mounts only where something is to be sent', () => {
    const mounts = { ...found(), uploadWarnings: ['no mounts'] };
    expect(plan(wanted(), mounts).warnings).toEqual(['no mounts']);
    expect(plan(wanted(), mounts, prepared(true)).warnings).toEqual([]);
  });

  it('for a digest alone puts it there without a tag, once', () => {
    const want = wanted({ tags: [], digest: manifest.digest });
    expect(ids(plan(want, found()))).toEqual(['upload', 'manifest']);
    expect(ids(plan(want, { ...found(), manifests: new Set([manifest.digest]) }))).toEqual([]);
  });

  it('leaves a tag alone where it is told to', () => {
    const left = plan(wanted({ ifExists: 'skip' }), found({ 1: other }, there(true)));
    expect(ids(left)).toEqual(['upload', 'tag:latest']);
    expect(left.kept[0]?.resource.id).toBe('web:1');
    expect(ids(plan(wanted({ ifExists: 'skip' }), found({ 1: other, latest: other })))).toEqual([]);
  });
});

describe('a push is refused', () => {
  const refusals: readonly [
    what: string,
    kind: 'refused' | 'not-found',
    want: WantedPush,
    find: Found,
    naming: string,
  ][] = [
    [
      'an immutable tag',
      'refused',
      wanted(),
      found({ 1: other }, there(true)),
      'lets no tag of that name be moved',
    ],
    [
      'an immutable tag, whatever is asked for',
      'refused',
      wanted({ ifExists: 'overwrite' }),
      found({ 1: other }, there(true)),
      'web:1',
    ],
    [
      'a tag that is taken',
      'refused',
      wanted({ ifExists: 'fail' }),
      found({ latest: other }),
      'web:latest is another image',
    ],
    ['a missing repository', 'not-found', wanted(), found({}, missing()), 'no repository web'],
    ['another digest', 'refused', wanted({ tags: [], digest: layer }), found(), `not ${layer}`],
  ];

  it.each(refusals)('for %s', (_, kind, want, find, naming) => {
    refusedFor(kind, naming, () => plan(want, find));
  });

  it('for a digest that nobody knows yet', () => {
    const unknown = { ...prepared(), manifests: [] };
    refusedFor('refused', 'is not known before', () => plan(wanted({ digest: layer }), found(), unknown));
  });
});
