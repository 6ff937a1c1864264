import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BatchGetImageCommand, ECRClient } from '@aws-sdk/client-ecr';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../src/sandbox/ledger.ts';
import { CreateRepository } from '../../src/sandbox/services/ecr/repositories.ts';
import { sampled, seed } from '../support/bad-input/sample.ts';
import { callIn } from '../support/capacity-estate.ts';
import { layoutOf, makeImage, writeFolder } from '../support/image/images.ts';
import { repositoryIn } from '../support/image-estate.ts';
import { nthWrite } from '../support/nth-write.ts';
import type { RunOptions } from '../support/run-cli.ts';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const folder = scratchFolder();
const image = makeImage({ layers: [40_000, 3000] });
beforeAll(() => writeFolder(folder.in('layout'), layoutOf(image)));

const push = (room: SandboxRoom, words: readonly string[] = [], options?: RunOptions) =>
  room.run(['ecr', 'push', `oci:${folder.in('layout')}`, 'web:1', '--yes', ...words], options);

const makeWeb = ({ sandbox: { world } }: SandboxRoom) =>
  void CreateRepository({ repositoryName: 'web' }, callIn(world));

/** Does something after each request of an operation, which has been done and not been answered by then. */
function whenDone({ sandbox: { ledger } }: SandboxRoom, operation: string, act: () => void): void {
  ledger.onRecord = (entry: LedgerEntry) => {
    if (entry.operation === operation) act();
  };
}

/** The digest that the tag stands for, with everything that it names; undefined where there is no tag. */
async function whole(room: SandboxRoom): Promise<string | undefined> {
  const { repositories } = room.sandbox.world.region('us-east-1').ecr;
  const { tags, blobs } = repositories.get('web') ?? {};
  if (!tags?.has('1')) return undefined;
  const client = new ECRClient(room.settings);
  const input = { repositoryName: 'web', imageIds: [{ imageTag: '1' }] };
  const { images: [found] = [] } = await client.send(new BatchGetImageCommand(input));
  client.destroy();
  const { config, layers } = JSON.parse(found?.imageManifest ?? '');
  for (const { digest } of [config, ...layers]) expect(blobs?.has(digest)).toBe(true);
  return found?.imageId?.imageDigest;
}

/** Typed again the push ends, and after that there is nothing to do. */
async function endsWell(room: SandboxRoom, words: readonly string[] = []): Promise<void> {
  const again = await push(room, words);
  expect(again.code, again.stderr).toBe(0);
  expect(await whole(room)).toBe(image.digest);
  room.takeWrites();
  expect((await push(room, words)).stderr).toBe('web:1: there already, nothing to do.\n');
  expect(room.takeWrites()).toEqual([]);
}

describe('a push that is killed', () => {
  /** The repository, its lifecycle, three blobs with three writes each, and the tag. */
  const writes = Array.from({ length: 12 }, (_, index) => index + 1);
  const isThorough = process.env.ECSCTL_TEST_EVERY_WRITE !== undefined;
  const some = isThorough ? writes : [12, ...sampled(fc.constantFrom(...writes.slice(0, -1)), 3)];

  it.concurrent.each(some)(
    'after write %d has no tag or a whole image, and the next push ends it',
    async (n) => {
      await withSandbox({}, async (room) => {
        const { code } = await push(room, ['--create'], { killedBy: nthWrite(room, n) });
        expect(code, `ECSCTL_TEST_SEED=${seed}`).toBe(null);
        expect(await whole(room)).toBe(n < 12 ? undefined : image.digest);
        await endsWell(room, ['--create']);
      });
    },
  );
});

describe('a push that is interrupted', () => {
  it.each([
    // On its way: an upload is given up, and the registry told.
    { faults: 'slow=1500ms@ecr:UploadLayerPart', at: /POST .* 202/ },
    { faults: 'slow=1500ms@ecr:PutImage', at: /PUT .*digest.* 201|PUT .* 201/ },
  ])('under $faults ends with 130, without a tag, and the next one ends it', async ({ faults, at }) => {
    await withSandbox({ faults }, async (room) => {
      makeWeb(room);
      const stopped = await push(room, ['--debug'], { interruptAt: at });
      expect(stopped, stopped.stderr).toMatchObject({ code: 130, stdout: '' });
      expect(stopped.stderr).toMatch(/web:1: interrupted; [01] of 2 steps done/);
      // What was asked for when the interruption came may still be done; it is never half of an image.
      expect([undefined, image.digest]).toContain(await whole(room));
      expect(repositoryIn(room.sandbox.world).uploads.size).toBe(0);
      await endsWell(room);
    });
  });
});

describe('a push in the middle of which', () => {
  it.each(['InitiateLayerUpload', 'CompleteLayerUpload'])(
    'the token runs out after %s gets another one and goes on',
    async (operation) => {
      await withSandbox({}, async (room) => {
        makeWeb(room);
        let isOver = false;
        whenDone(room, operation, () => {
          if (!isOver) room.sandbox.world.clock.advance(13 * 3600);
          isOver = true;
        });
        const { code, stderr } = await push(room);
        expect(code, stderr).toBe(0);
        const asked = room.sandbox.ledger.entries.map((entry) => entry.operation);
        expect(asked.filter((one) => one === 'GetAuthorizationToken')).toHaveLength(2);
        expect(await whole(room)).toBe(image.digest);
      });
    },
  );

  it('a blob is lost that was there is given it again', async () => {
    await withSandbox({}, async (room) => {
      makeWeb(room);
      let left = 3;
      whenDone(room, 'CompleteLayerUpload', () => {
        left -= 1;
        if (left === 0) repositoryIn(room.sandbox.world).blobs.delete(image.layers[0]?.digest ?? '');
      });
      const { code, stderr } = await push(room);
      expect(code, stderr).toBe(0);
      expect(await whole(room)).toBe(image.digest);
    });
  });

  it('each blob is lost at once tells so, and has no tag', async () => {
    await withSandbox({}, async (room) => {
      makeWeb(room);
      whenDone(room, 'CompleteLayerUpload', () => repositoryIn(room.sandbox.world).blobs.clear());
      const { code, stderr, stdout } = await push(room);
      expect({ code, stdout }, stderr).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/failed {5}.*tag web:1: .* answered 40\d when asked to keep the manifest 1/);
      expect(repositoryIn(room.sandbox.world).tags.size).toBe(0);
    });
  });
});

describe('a push on a disk that is full', () => {
  it('says that the digest is not written, and that the image is there', async () => {
    await withSandbox({}, async (room) => {
      makeWeb(room);
      const file = join(room.folder, 'digest');
      symlinkSync('/dev/full', file);
      const { code, stderr } = await push(room, ['--digest-file', file]);
      expect(code).toBe(1);
      expect(stderr).toContain(`--digest-file: "${file}" could not be written: ENOSPC`);
      expect(stderr).toContain(`the image is pushed all the same; its digest is ${image.digest}`);
      expect(await whole(room)).toBe(image.digest);
    });
  });

  it('sends nothing where the run cannot be recorded', async () => {
    await withSandbox({}, async (room) => {
      makeWeb(room);
      const state = join(room.folder, 'file');
      writeFileSync(state, '');
      const { code, stderr } = await push(room, [], { env: { XDG_STATE_HOME: state } });
      expect(code).toBe(1);
      expect(stderr).toContain('the record of this run cannot be written');
      expect(room.takeWrites()).toEqual([]);
    });
  });
});
