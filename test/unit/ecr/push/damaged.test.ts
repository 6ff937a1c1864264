import { truncateSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../../../src/failure.ts';
import { engineArchiveOf, indexLayoutOf, legacyArchiveOf, makeImage } from '../../../support/image/images.ts';
import { tar } from '../../../support/image/tar.ts';
import { type PushOptions, push } from '../../../support/push.ts';
import { startRegistry, type TestRegistry } from '../../../support/registry/registry.ts';
import { scratchFolder } from '../../../support/scratch-folder.ts';

const folder = scratchFolder();
const image = makeImage({ layers: [20_000, 3000] });
const raw = makeImage({ layers: [60_000, 3000], isUnpacked: true, salt: 'raw' });
const archives = [
  tar(indexLayoutOf([image, makeImage({ architecture: 'arm64' })]).files),
  tar(engineArchiveOf(raw, 'web:1')),
  tar(legacyArchiveOf([{ ...raw, tag: 'web:1' }])),
];
const all = [...archives, ...archives.map((bytes) => gzipSync(bytes))];

let registry: TestRegistry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.close());

let pushes = 0;

/** Pushes to a repository that nobody has pushed to; what came of it, and whether its tag stands for all of an image. */
async function outcomeOf(source: string, options: Partial<PushOptions> = {}) {
  pushes += 1;
  const name = `web${pushes}`;
  const error = await push(source, `${registry.host}/${name}:1`, {
    ...{ folder: folder.path, env: { XDG_CACHE_HOME: folder.in(`cache${pushes}`) } },
    ...options,
  }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { error, repository: registry.repository(name) };
}

/** Either all of it, or a sentence and nothing that a tag stands for, nor an upload that was left open. */
function expectAllOrNothing({ error, repository }: Awaited<ReturnType<typeof outcomeOf>>): void {
  if (error === undefined) return void repository.whole('1');
  expect(error).toBeInstanceOf(Failure);
  const { kind, message, hint } = error as Failure;
  expect(['refused', 'partial']).toContain(kind);
  expect(message).toMatch(/cut off|does not have|is not whole|without an image|is no |does not hold|broken/);
  expect(hint).toBeTruthy();
  expect([repository.tags.size, repository.uploads.size]).toEqual([0, 0]);
}

describe('an archive that is cut off at any byte', () => {
  it('is pushed whole or not at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(all.length - 1),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        fc.boolean(),
        async (which, share, isPiped) => {
          const whole = all[which] as Buffer;
          const bytes = whole.subarray(0, Math.floor(whole.length * share));
          const file = folder.in(`cut${pushes}`);
          writeFileSync(file, bytes);
          const stdin = () => Readable.from([bytes]);
          expectAllOrNothing(await (isPiped ? outcomeOf('-', { stdin }) : outcomeOf(file)));
        },
      ),
      { numRuns: 120 },
    );
  });
});

describe('an archive with a byte that is another', () => {
  it('is pushed whole or not at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(archives.length - 1),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        async (which, share) => {
          const bytes = Buffer.from(archives[which] as Buffer);
          const at = Math.floor(bytes.length * share);
          bytes[at] = (bytes[at] ?? 0) ^ 0x55;
          const file = folder.in(`bent${pushes}`);
          writeFileSync(file, bytes);
          expectAllOrNothing(await outcomeOf(file));
        },
      ),
      // In the example the config is refused while other uploads have been begun and not yet answered.
      { numRuns: 120, examples: [[0, 8 / 45]] },
    );
  });
});

describe('an archive that is cut off while it is pushed', () => {
  it.each([0, 1, 2])('number %i leaves no tag', async (which) => {
    const whole = archives[which] as Buffer;
    const file = folder.in(`shrinks${which}`);
    writeFileSync(file, whole);
    const shrinking = await startRegistry({
      // The registry is looked at when the archive has been opened.
      fault: () => {
        truncateSync(file, 700);
        return undefined;
      },
    });
    const error = await push(file, `${shrinking.host}/web:1`, { folder: folder.path }).catch(
      (thrown: unknown) => thrown,
    );
    await shrinking.close();
    expect(error).toBeInstanceOf(Failure);
    expect((error as Failure).message).toMatch(/is cut off: it ends after \d+ of \d+ bytes/);
    const { tags, uploads } = shrinking.repository('web');
    expect([tags.size, uploads.size]).toEqual([0, 0]);
  });
});
