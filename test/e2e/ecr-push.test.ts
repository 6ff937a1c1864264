import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BatchGetImageCommand, ECRClient, GetLifecyclePolicyCommand } from '@aws-sdk/client-ecr';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CreateRepository } from '../../src/sandbox/services/ecr/repositories.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import {
  engineArchiveOf,
  indexLayoutOf,
  layoutOf,
  legacyArchiveOf,
  makeImage,
  writeFolder,
} from '../support/image/images.ts';
import { tar } from '../support/image/tar.ts';
import { loopbackEnvironment } from '../support/loopback-environment.ts';
import { startRegistry, type TestRegistry } from '../support/registry/registry.ts';
import { type RunOptions, type RunResult, runCli } from '../support/run-cli.ts';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const folder = scratchFolder();
const image = makeImage({ layers: [40_000, 3000] });
const another = makeImage({ salt: 'another' });
const raw = makeImage({ layers: [1_500_000, 3000], isUnpacked: true, salt: 'raw' });
const index = indexLayoutOf([image, makeImage({ architecture: 'arm64' })]);

beforeAll(() => {
  writeFolder(folder.in('layout'), layoutOf(image));
  writeFolder(folder.in('another'), layoutOf(another));
  writeFileSync(folder.in('index.tar'), tar(index.files));
  writeFileSync(folder.in('engine.tar'), tar(engineArchiveOf(raw, 'web:1')));
  writeFileSync(folder.in('legacy.tar.gz'), gzipSync(tar(legacyArchiveOf([{ ...raw, tag: 'web:1' }]))));
});

const layout = () => `oci:${folder.in('layout')}`;
const region = 'us-east-1';

/** Makes a repository as somebody else would. */
function makeRepository({ sandbox }: SandboxRoom, repositoryName: string, more: object = {}): void {
  const { world } = sandbox;
  const call = { world, region: world.region(region), now: world.clock.now(), endpoint: sandbox.url };
  CreateRepository({ repositoryName, ...more }, call);
}

/** Lets ECR's settings be others than they are in a new account. */
const ecrOf = ({ sandbox }: SandboxRoom) => sandbox.world.region(region).ecr;

async function tagged(
  room: SandboxRoom,
  repositoryName: string,
  imageTag: string,
): Promise<string | undefined> {
  const client = new ECRClient(room.settings);
  const { images = [] } = await client.send(
    new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag }] }),
  );
  client.destroy();
  return images[0]?.imageId?.imageDigest;
}

async function lifecycleOf(room: SandboxRoom, repositoryName: string): Promise<string | undefined> {
  const client = new ECRClient(room.settings);
  const { lifecyclePolicyText } = await client.send(new GetLifecyclePolicyCommand({ repositoryName }));
  client.destroy();
  return lifecyclePolicyText;
}

const push = (room: SandboxRoom, ...words: string[]) => room.run(['ecr', 'push', ...words, '--yes']);

const isFine = (result: RunResult) => expect(result.code, result.stderr).toBe(0);

const uploads = (writes: readonly string[]) =>
  [...new Set(writes.filter((action) => action.startsWith('ecr')))].sort();

describe('a push to ECR', () => {
  const sources: readonly [form: string, source: () => string, digest?: string][] = [
    ['an OCI layout', layout, image.digest],
    ['an OCI archive of an index', () => `oci-archive:${folder.in('index.tar')}`, index.digest],
    ['what an engine has saved', () => `docker-archive:${folder.in('engine.tar')}`],
    ['what an old engine has saved, packed', () => folder.in('legacy.tar.gz')],
  ];

  it.each(sources)('of %s is planned, made, and the second time nothing', async (_, source, digest) => {
    await withSandbox({}, async (room) => {
      makeRepository(room, 'team/web');
      const dry = await room.run(['ecr', 'push', source(), 'team/web:1', '--dry-run', '--detailed-exitcode']);
      expect(dry).toMatchObject({ code: 3, stderr: '' });
      expect(room.takeWrites()).toEqual([]);
      const first = await push(room, source(), 'team/web:1');
      isFine(first);
      const there = await tagged(room, 'team/web', '1');
      expect(first.stdout).toBe(`123456789012.dkr.ecr.${region}.amazonaws.com/team/web@${there}\n`);
      if (digest) expect(there).toBe(digest);
      expect(uploads(room.takeWrites())).toEqual([
        'ecr:CompleteLayerUpload',
        'ecr:InitiateLayerUpload',
        'ecr:PutImage',
        'ecr:UploadLayerPart',
      ]);
      const second = await push(room, source(), 'team/web:1');
      expect(second).toMatchObject({ code: 0, stdout: first.stdout });
      expect(second.stderr).toBe('team/web:1: there already, nothing to do.\n');
      expect(room.takeWrites()).toEqual([]);
    });
  });

  it('makes the repository with --create: immutable, scanned, with a lifecycle', async () => {
    await withSandbox({}, async (room) => {
      const without = await push(room, layout(), 'team/web:1');
      expect(without.code).toBe(1);
      expect(without.stderr).toContain('there is no repository team/web');
      expect(without.stderr).toContain(`ecsctl ecr repo create team/web --region ${region}`);
      expect(room.takeWrites()).toEqual([]);
      isFine(await push(room, layout(), 'team/web:1', '--create'));
      expect(ecrOf(room).repositories.get('team/web')).toMatchObject({
        mutability: 'IMMUTABLE',
        scanOnPush: true,
      });
      expect(await lifecycleOf(room, 'team/web')).toContain('untagged');
      const meant = await push(room, layout(), 'team/wep:1');
      expect(meant.stderr).toContain('did you mean team/web?');
      room.takeWrites();
      isFine(await push(room, layout(), 'team/web:1', '--create'));
      expect(room.takeWrites()).toEqual([]);
    });
  });

  it('gives the policy to a repository whose making was broken off', async () => {
    await withSandbox({}, async (room) => {
      makeRepository(room, 'team/web');
      isFine(await push(room, layout(), 'team/web:1', '--create'));
      expect(await lifecycleOf(room, 'team/web')).toContain('untagged');
      expect(room.takeWrites()).toContain('ecr:PutLifecyclePolicy');
      makeRepository(room, 'other');
      isFine(await push(room, layout(), 'other:1'));
      isFine(await push(room, layout(), 'other:2', '--create'));
      expect(room.takeWrites()).not.toContain('ecr:PutLifecyclePolicy');
    });
  });

  it('refuses to move an immutable tag, before anything is sent', async () => {
    await withSandbox({}, async (room) => {
      makeRepository(room, 'web', { imageTagMutability: 'IMMUTABLE' });
      isFine(await push(room, layout(), 'web:1'));
      room.takeWrites();
      const refused = await push(room, `oci:${folder.in('another')}`, 'web:1');
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr).toContain('web:1 is another image already');
      const skipped = await push(room, `oci:${folder.in('another')}`, 'web:1', '--if-exists', 'skip');
      expect(skipped.stdout).toContain(`/web@${image.digest}`);
      expect(room.takeWrites()).toEqual([]);
    });
  });

  it('moves a tag that may be moved, and keeps what it was', async () => {
    await withSandbox({}, async (room) => {
      makeRepository(room, 'web');
      isFine(await push(room, layout(), 'web:1,latest'));
      const moved = await push(room, `oci:${folder.in('another')}`, 'web:2,latest');
      isFine(moved);
      expect(await tagged(room, 'web', 'latest')).toBe(another.digest);
      expect(await tagged(room, 'web', '1')).toBe(image.digest);
      const [, record = ''] = /is kept in (.+)/.exec(moved.stderr) ?? [];
      const undo = JSON.parse(readFileSync(join(record, 'undo.json'), 'utf8'));
      expect(undo).toMatchObject([{ service: 'ecr', operation: 'PutImage', input: { imageTag: 'latest' } }]);
    });
  });

  it('leaves the making to a creation template', async () => {
    await withSandbox({}, async (room) => {
      const { CreateRepositoryCreationTemplateCommand } = await import('@aws-sdk/client-ecr');
      const client = new ECRClient(room.settings);
      const template = { prefix: 'team', appliedFor: ['CREATE_ON_PUSH' as const] };
      await client.send(new CreateRepositoryCreationTemplateCommand(template));
      client.destroy();
      const made = await push(room, layout(), 'team/web:1');
      isFine(made);
      expect(made.stderr).toContain('by its creation template for team');
      expect(await tagged(room, 'team/web', '1')).toBe(image.digest);
    });
  });

  it('takes over what another repository has, where the account allows that', async () => {
    await withSandbox({}, async (room) => {
      makeRepository(room, 'base');
      makeRepository(room, 'web');
      isFine(await push(room, layout(), 'base:1'));
      const planned = await room.run(['ecr', 'push', layout(), 'web:1', '--mount-from', 'base', '--dry-run']);
      expect(planned.stdout).toContain('aws ecr put-account-setting --name BLOB_MOUNTING --value ENABLED');
      ecrOf(room).settings.set('BLOB_MOUNTING', 'ENABLED');
      const mounted = await push(room, layout(), 'web:1', '--mount-from', 'base', '-o', 'json');
      isFine(mounted);
      expect(JSON.parse(mounted.stdout)).toMatchObject({
        bytesSent: 0,
        blobs: { sent: 0, skipped: 0, mounted: 3 },
      });
    });
  });

  it('with --public goes to ECR Public', async () => {
    await withSandbox({}, async (room) => {
      const first = await push(room, layout(), 'web:1', '--public', '--create');
      isFine(first);
      expect(first.stdout).toMatch(/^public\.ecr\.aws\/[a-z0-9]+\/web@sha256:/);
      expect(first.stdout.trim().endsWith(image.digest)).toBe(true);
      room.takeWrites();
      const [name = ''] = first.stdout.split('@');
      isFine(await push(room, layout(), `${name}:1`));
      expect(room.takeWrites()).toEqual([]);
      isFine(await push(room, `oci:${folder.in('another')}`, `${name}:2`));
      const missing = await push(room, layout(), 'nothing:1', '--public');
      expect(missing.stderr).toContain('aws ecr-public create-repository --repository-name nothing');
    });
  });

  it('names the action that is denied', async () => {
    const deny = (...actions: string[]) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: '*', Resource: '*' },
          { Effect: 'Deny', Action: actions, Resource: '*' },
        ],
      });
    for (const action of ['ecr:BatchCheckLayerAvailability', 'ecr:InitiateLayerUpload', 'ecr:PutImage']) {
      await withSandbox({ iamPolicy: deny(action) }, async (room) => {
        makeRepository(room, 'web');
        const { code, stderr } = await push(room, layout(), 'web:1');
        expect(code).toBe(1);
        expect(stderr).toContain(action);
        expect(await tagged(room, 'web', '1')).toBeUndefined();
      });
    }
    await withSandbox({ iamPolicy: deny('ecr:DescribeRepositories') }, async (room) => {
      makeRepository(room, 'web');
      const result = await push(room, layout(), 'web:1');
      isFine(result);
      expect(result.stderr).toContain('whether tags are immutable cannot be told');
    });
  });

  it('rides out throttling, errors, cut connections and lost answers', async () => {
    const faults =
      'throttle@ecr:PutImage x2,5xx@ecr:InitiateLayerUpload x1,reset@ecr:UploadLayerPart x1,lost@ecr:PutImage x1';
    await withSandbox({ faults: faults.replace('throttle@', 'throttle=1@') }, async (room) => {
      makeRepository(room, 'web', { imageTagMutability: 'IMMUTABLE' });
      const result = await push(room, layout(), 'web:1', '-o', 'json');
      isFine(result);
      expect(JSON.parse(result.stdout).retries).toBeGreaterThanOrEqual(3);
      expect(await tagged(room, 'web', '1')).toBe(image.digest);
    });
  });

  it('never shows its token', async () => {
    await withSandbox({}, async (room) => {
      makeRepository(room, 'web');
      const { stderr, stdout } = await push(room, layout(), 'web:1', '--debug');
      expect(stderr).toMatch(/registry PUT \/v2\/web\/manifests\/1 201 \d+ ms/);
      const state = readdirSync(room.folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
      for (const text of [stderr, stdout, ...state])
        expect(text).not.toMatch(/Basic [A-Za-z0-9+/=]{8}|QVdTO/);
    });
  });
});

describe('a push to a registry on this machine', () => {
  let registry: TestRegistry | undefined;
  let engine: TestEngine | undefined;
  const home = loopbackEnvironment();
  afterEach(async () => {
    await engine?.close();
    await registry?.close();
  });

  const run = (argv: string[], options: RunOptions = {}) =>
    runCli(['ecr', 'push', ...argv], {
      ...options,
      env: { ...home.env, TMPDIR: home.folder, ...options.env },
    });

  it('asks AWS nothing, and tells it all in JSON', async () => {
    registry = await startRegistry();
    const file = folder.in('digest.txt');
    const { code, stdout, stderr } = await run([
      layout(),
      `${registry.host}/web:1`,
      '--yes',
      '-o',
      'json',
      '--digest-file',
      file,
    ]);
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      reference: `${registry.host}/web@${image.digest}`,
      digest: image.digest,
      tags: ['1'],
      platforms: ['linux/amd64'],
      blobs: { sent: 3, skipped: 0, mounted: 0 },
      retries: 0,
      changed: true,
      outcome: [
        { step: 'upload', status: 'done' },
        { step: 'tag:1', status: 'done' },
      ],
    });
    expect(readFileSync(file, 'utf8')).toBe(`${image.digest}\n`);
    expect(registry.repository('web').whole('1')).toBe(image.digest);
  });

  it('takes an archive from a pipe, which leaves nothing in the folder for temporary files', async () => {
    registry = await startRegistry();
    const stdin = readFileSync(folder.in('index.tar'));
    const before = readdirSync(home.folder).length;
    const { code, stderr, stdout } = await run(['-', `${registry.host}/web:1`, '--yes', '-q'], { stdin });
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('/web@sha256:');
    expect(readdirSync(home.folder).length).toBeLessThanOrEqual(before + 1);
    const refused = await run(['-', `${registry.host}/web:1`], { stdin });
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('--yes');
  });

  it('shows each layer and all of them on a terminal', async () => {
    registry = await startRegistry();
    const { code, stderr } = await run([layout(), `${registry.host}/web:1`, '--yes'], {
      tty: { columns: 100 },
    });
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/✔.* layer sha256:[0-9a-f]{12} .* in /);
    expect(stderr).toContain('web:1: pushed, ');
  });

  it('ends calmly when it is interrupted in the middle', async () => {
    registry = await startRegistry({
      fault: ({ method, path }) =>
        method === 'HEAD' || path.includes('/manifests/')
          ? undefined
          : { status: 503, headers: { 'retry-after': '60' } },
    });
    const result = await run([layout(), `${registry.host}/web:1`, '--yes', '--debug'], {
      interruptAt: /POST .* 503/,
    });
    expect(result.code).toBe(130);
    expect(result.stderr).toContain('interrupted');
    expect(registry.repository('web').tags.size).toBe(0);
  });

  it('can be left to an engine', async () => {
    registry = await startRegistry();
    const socket = join(home.folder, 'engine.sock');
    engine = await startEngine(socket, image);
    const env = { DOCKER_HOST: `unix://${socket}` };
    const words = ['docker:web:local', `${registry.host}/web:1,latest`, '--yes'];
    const { code, stdout, stderr } = await run(words, { env });
    expect(code, stderr).toBe(0);
    expect(stdout).toBe(`${registry.host}/web@${image.digest}\n`);
    expect(registry.repository('web').whole('latest')).toBe(image.digest);
    expect(stderr).toMatch(/✔ layer layer0 .*B/);
    const again = await run(words, { env });
    expect(again.stderr).toBe('web:1,latest: there already, nothing to do.\n');
    // The names that it was given for the push are gone again.
    expect(engine.calls.filter(({ method }) => method === 'DELETE').length).toBe(2);
    const unknown = await run(['docker:nothing', `${registry.host}/web:1`, '--yes'], { env });
    expect(unknown.stderr).toContain('the engine has no image nothing');
  });

  it.each([
    [['docker:web', '127.0.0.1:1/web', '--yes'], 1, 'no engine answers at unix:///nowhere'],
    [['nothing.tar', '127.0.0.1:1/web', '--yes'], 2, 'there is no image at "nothing.tar"'],
    [['-', 'ghcr.io/a/web:1', '--yes'], 2, 'ghcr.io is neither a registry of ECR'],
    [['-', 'web:1', 'other:1', '--yes'], 2, 'are two repositories'],
    [['-', 'web:1', '--digest-file', '/nowhere/at/all', '--yes'], 2, '--digest-file'],
    [['-', 'web:1', '--platform', 'arm', '--yes'], 2, '--platform'],
    [['-', 'web:1', '--mount-from', 'base:1', '--yes'], 2, '--mount-from'],
  ])('%j is refused', async (argv, code, naming) => {
    const result = await run(argv, { env: { DOCKER_HOST: 'unix:///nowhere' } });
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.stderr).toContain(naming);
  });
});

describe('an engine that pushes to ECR', () => {
  it('gets our token, and its refusal is told', async () => {
    await withSandbox({}, async (room) => {
      makeRepository(room, 'web');
      const socket = join(room.folder, 'engine.sock');
      const engine = await startEngine(socket, image);
      const env = { DOCKER_HOST: `unix://${socket}` };
      const result = await room.run(['ecr', 'push', 'docker:web:local', 'web:1', '--yes', '-o', 'json'], {
        env,
      });
      await engine.close();
      isFine(result);
      expect(JSON.parse(result.stdout)).toMatchObject({
        digest: image.digest,
        blobs: { sent: 3, skipped: 0 },
      });
      expect(engine.calls.find(({ auth }) => auth)?.auth).toMatchObject({ username: 'AWS' });
      const broken = await startEngine(socket, image, 'denied: no');
      const refused = await room.run(['ecr', 'push', 'docker:web:local', 'web:2', '--yes'], { env });
      await broken.close();
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain('the engine could not push: denied: no');
    });
  });
});
