import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PutRule } from '../../src/sandbox/services/events/rules.ts';
import { PutTargets } from '../../src/sandbox/services/events/targets.ts';
import { callIn } from '../support/capacity-estate.ts';
import { repositoryIn } from '../support/image-estate.ts';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';
import { done, type Journey, writesOf } from '../support/typed.ts';

const images = { scenario: 'images', speed: 40 };

/** The scenario, with a rule besides its schedule. */
function withImages(use: (room: SandboxRoom) => Promise<void>): Promise<void> {
  return withSandbox(images, async (room) => {
    const call = callIn(room.sandbox.world);
    PutRule({ Name: 'weekly', ScheduleExpression: 'rate(7 days)' }, call);
    const cluster = 'arn:aws:ecs:us-east-1:123456789012:cluster/prod';
    const EcsParameters = { TaskDefinitionArn: cluster.replace('cluster/prod', 'task-definition/batch') };
    const RoleArn = 'arn:aws:iam::123456789012:role/nightly-start';
    PutTargets({ Rule: 'weekly', Targets: [{ Id: '1', Arn: cluster, RoleArn, EcsParameters }] }, call);
    await use(room);
  });
}

const tagsIn = (room: SandboxRoom, name: string) => [...repositoryIn(room.sandbox.world, name).tags.keys()];

const journeys: readonly Journey[] = [
  { command: 'ecr prune web --keep 3', writes: ['ecr:BatchDeleteImage'] },
  { command: 'ecr prune worker --keep 1', writes: ['ecr:BatchDeleteImage', 'ecr:BatchDeleteImage'] },
  { command: 'ecr prune cache', writes: ['ecr:BatchDeleteImage'] },
  { command: 'ecr lifecycle set cache --untagged 7d', writes: ['ecr:PutLifecyclePolicy'] },
  {
    command: 'ecr lifecycle rm cache',
    before: ['ecr lifecycle set cache --untagged 7d'],
    writes: ['ecr:DeleteLifecyclePolicy'],
  },
  { command: 'ecr repo create team/new', writes: ['ecr:CreateRepository', 'ecr:PutLifecyclePolicy'] },
  {
    command: 'ecr repo set web --immutable --no-scan-on-push',
    writes: ['ecr:PutImageScanningConfiguration', 'ecr:PutImageTagMutability'],
  },
  { command: 'ecr tag web:1.10 stable 1.10', writes: ['ecr:PutImage'] },
];

describe.each(journeys)('$command', (journey) => {
  it('writes nothing in a dry run, then what it says, and the second time nothing', async () => {
    await withImages(async (room) => {
      expect((await writesOf(room, journey)).sort()).toEqual(journey.writes);
    });
  });
});

describe('pruning', () => {
  it('leaves what ECS needs, and says by what', async () => {
    await withImages(async (room) => {
      const { stdout } = await room.run(['ecr', 'prune', 'web', '--keep', '0', '--dry-run']);
      expect(stdout).toContain('1.0 … 1.7');
      expect(stdout).toContain('image 1.8 stays: service prod/web runs it');
      expect(stdout).toContain('image 1.11 (latest) stays: service prod/ledger starts its tasks from it');
      await done(room, 'ecr prune web --keep 0');
      expect(tagsIn(room, 'web')).toEqual(['1.8', '1.11', 'latest']);
      await done(room, 'ecr prune batch --keep 0 --older-than 7d');
      expect(tagsIn(room, 'batch')).toEqual(['build-42', 'build-46']);
    });
  });

  it('refuses what contradicts itself, and names the nearest repository', async () => {
    await withImages(async (room) => {
      const bad = await room.run(['ecr', 'prune', 'web', '--keep', '3', '--untagged']);
      expect(bad).toMatchObject({ code: 2, stdout: '' });
      const other = await room.run(['ecr', 'prune', 'wrker', '--yes']);
      expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('did you mean worker') });
      const elsewhere = '999999999999.dkr.ecr.us-east-1.amazonaws.com/web';
      const stranger = await room.run(['ecr', 'prune', elsewhere, '--yes']);
      expect(stranger).toMatchObject({ code: 1, stderr: expect.stringContaining('of account 999999999999') });
      expect(room.takeWrites()).toEqual([]);
    });
  });
});

describe('lifecycles', () => {
  it('are tried by ECR, and what ECS needs ends the preview with 3', async () => {
    await withImages(async (room) => {
      const preview = (...words: string[]) =>
        room.run(['ecr', 'lifecycle', 'preview', ...words, '-o', 'json']);
      const few = await preview('web', '--keep', '2');
      expect(few.code).toBe(3);
      const { neededCount, images: going } = JSON.parse(few.stdout);
      expect(neededCount).toBe(1);
      expect(going[0]).toMatchObject({ image: '1.8', fate: 'expires', neededBy: 'service prod/web runs it' });
      expect(await preview('web', '--keep', '4')).toMatchObject({ code: 0 });
      // Of an index only itself goes, and what ECS needs of worker is its two newest.
      expect(await preview('worker', '--keep', '2', '--untagged', '1d')).toMatchObject({ code: 0 });
      expect(await preview('worker', '--keep', '1')).toMatchObject({ code: 3 });
      const none = await preview('web');
      expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('has no lifecycle policy') });
    });
  });

  it('are set with a warning of what ECS needs, and shown in words', async () => {
    await withImages(async (room) => {
      const { stderr } = await done(room, 'ecr lifecycle set web --keep 2 --untagged 7d');
      expect(stderr).toContain('1.8 expires by rule 2, and ECS needs it: service prod/web runs it');
      const { stdout } = await room.run(['ecr', 'lifecycle', 'show', 'web']);
      expect(stdout).toContain('of images with a tag all but the newest 2 expire');
      expect((await room.run(['ecr', 'lifecycle', 'preview', 'web'])).code).toBe(3);
      const harmless = await room.run(['ecr', 'lifecycle', 'set', 'worker', '--keep', '2', '--dry-run']);
      expect(harmless.stdout).not.toContain('ECS needs it');
    });
  });

  it('of a file are checked before anything is asked', async () => {
    await withImages(async (room) => {
      const file = join(room.folder, 'policy.json');
      const rule = { rulePriority: 1, selection: { tagStatus: 'tagged' }, action: { type: 'expire' } };
      writeFileSync(file, JSON.stringify({ rules: [rule] }));
      const { code, stderr } = await room.run(['ecr', 'lifecycle', 'set', 'web', '--file', file]);
      expect(code).toBe(2);
      expect(stderr).toContain('--file: rule 1, selection.countType: nothing is none of');
      expect(room.sandbox.ledger.entries).toEqual([]);
    });
  });
});

describe('a repository', () => {
  it('goes with its images where that is said, and never with one that ECS needs', async () => {
    await withImages(async (room) => {
      const remove = (...words: string[]) => room.run(['ecr', 'repo', 'rm', ...words, '--yes']);
      expect(await remove('cache')).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('cache has 14 images'),
      });
      const needed = await remove('web', '--delete-images');
      expect(needed).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('1.8: service prod/web runs it'),
      });
      expect(await remove('worker', '--delete-images')).toMatchObject({ code: 1 });
      expect(room.takeWrites()).toEqual([]);
      expect(await remove('cache', '--delete-images')).toMatchObject({ code: 0 });
      expect(room.takeWrites()).toEqual(['ecr:DeleteRepository']);
      expect(room.sandbox.world.region('us-east-1').ecr.repositories.has('cache')).toBe(false);
    });
  });
});

describe('tags', () => {
  it('that may not be moved are refused, and an image that is not there is named', async () => {
    await withImages(async (room) => {
      const fixed = await room.run(['ecr', 'tag', 'batch:build-41', 'new', 'build-42', '--yes']);
      expect(fixed).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('lets no tag of that name be moved'),
      });
      const missing = await room.run(['ecr', 'tag', 'web:9', 'x', '--yes']);
      expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('there is no image web:9') });
      expect(room.takeWrites()).toEqual([]);
    });
  });
});

describe('a login', () => {
  it('goes to stdout and nowhere else, or into the configuration of docker', async () => {
    await withImages(async (room) => {
      const { stdout, stderr } = await room.run(['ecr', 'login', '--debug']);
      const password = stdout.trim();
      expect(stderr).toContain('docker login --username AWS --password-stdin 127.0.0.1:');
      expect(stderr).not.toContain(password.slice(0, 20));
      const authorization = `Basic ${Buffer.from(`AWS:${password}`).toString('base64')}`;
      const catalogue = await fetch(`${room.sandbox.url}/v2/`, { headers: { authorization } });
      expect(catalogue.status).toBe(200);
      const config = join(room.folder, 'docker');
      const written = await room.run(['ecr', 'login', '--docker-config'], { env: { DOCKER_CONFIG: config } });
      expect(written.stdout).toContain(`in ${config}/config.json`);
      const { auths } = JSON.parse(readFileSync(join(config, 'config.json'), 'utf8'));
      expect(Object.keys(auths)).toEqual([new URL(room.sandbox.url).host]);
    });
  });
});
