import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../../../src/failure.ts';
import {
  engineArchiveOf,
  indexLayoutOf,
  layoutOf,
  makeImage,
  writeFolder,
} from '../../../support/image/images.ts';
import { tar } from '../../../support/image/tar.ts';
import { type PushOptions, push } from '../../../support/push.ts';
import { startCuttingProxy } from '../../../support/registry/cutting-proxy.ts';
import { type Seen, startRegistry, type TestRegistry } from '../../../support/registry/registry.ts';
import { scratchFolder } from '../../../support/scratch-folder.ts';

const folder = scratchFolder();
const image = makeImage({ layers: [60_000, 5000, 800] });
const unpacked = makeImage({ layers: [300_000, 5000], isUnpacked: true, salt: 'u' });
const index = indexLayoutOf([makeImage({ salt: 'i' }), makeImage({ salt: 'i', architecture: 'arm64' })]);
const sources = () => [
  `oci:${folder.in('layout')}`,
  `docker-archive:${folder.in('engine.tar')}`,
  `oci-archive:${folder.in('index.tar')}`,
];

beforeAll(() => {
  writeFileSync(folder.in('no folder'), '');
  writeFolder(folder.in('layout'), layoutOf(image));
  writeFileSync(folder.in('engine.tar'), tar(engineArchiveOf(unpacked, 'web:1')));
  writeFileSync(folder.in('index.tar'), tar(index.files));
});

const isBlob = ({ path, method }: Seen) => method !== 'POST' && path.includes('/blobs/uploads/');

const to = (host: string, source = `oci:${folder.in('layout')}`, options?: Partial<PushOptions>) =>
  // Without a memory: of what was packed at another time the digest would be known.
  push(source, `${host}/web:1`, {
    folder: folder.path,
    env: { XDG_CACHE_HOME: folder.in('no folder') },
    ...options,
  });

/** How often each piece of content was begun to be sent, beyond the first time. */
function sentAgain({ requests, repository }: TestRegistry): number {
  const bodies = requests.filter((one) => isBlob(one) && one.received > 0);
  return Math.max(0, bodies.length - repository('web').blobs.size);
}

/** Bytes of a push of a source, in each direction. */
async function lengthOf(source: string): Promise<{ toServer: number; toClient: number }> {
  const there = await startRegistry();
  const proxy = await startCuttingProxy(there.host, {
    direction: 'toServer',
    bytes: Number.POSITIVE_INFINITY,
  });
  await to(proxy.host, source);
  await proxy.close();
  await there.close();
  return proxy.passed;
}

function expectBrokenOff(error: Error): void {
  expect(error).toBeInstanceOf(Failure);
  expect(error.message).toMatch(/broke off|nothing answers/);
  expect((error as Failure).hint).toBeTruthy();
}

describe('a connection that is cut off once, at any byte in either direction', () => {
  it('ends right, with one blob at most sent again', async () => {
    const lengths = await Promise.all(sources().map(lengthOf));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0, 1, 2),
        fc.constantFrom('toServer' as const, 'toClient' as const),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (which, direction, share) => {
          const there = await startRegistry();
          const bytes = Math.floor((lengths[which]?.[direction] ?? 0) * share);
          const proxy = await startCuttingProxy(there.host, { direction, bytes });
          try {
            const { digest } = await to(proxy.host, sources()[which]);
            expect(there.repository('web').whole('1')).toBe(digest);
            expect(sentAgain(there)).toBeLessThanOrEqual(1);
          } finally {
            await proxy.close();
            await there.close();
          }
        },
      ),
      { numRuns: Number(process.env.ECSCTL_TEST_CUTS) || 60 },
    );
  }, 120_000);
});

/** As much of a share of what is sent for one of the sources, or of what comes back. */
const anyPlace = fc.record({
  which: fc.constantFrom(0, 1, 2),
  direction: fc.constantFrom('toServer' as const, 'toClient' as const),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
});

/** What was pushed is whole or not there at all, and the next push ends it. */
async function expectAllOrNothing(there: TestRegistry, which: number): Promise<void> {
  const { tags } = there.repository('web');
  if (tags.size > 0) there.repository('web').whole('1');
  const { digest } = await to(there.host, sources()[which]);
  expect(there.repository('web').whole('1')).toBe(digest);
}

describe('a line that goes dead at any byte', () => {
  it('leaves a clear word and no tag that stands for a part', async () => {
    const lengths = await Promise.all(sources().map(lengthOf));
    await fc.assert(
      fc.asyncProperty(anyPlace, async ({ which, direction, share }) => {
        const there = await startRegistry();
        const bytes = Math.floor((lengths[which]?.[direction] ?? 0) * share);
        const proxy = await startCuttingProxy(there.host, { direction, bytes, isForGood: true });
        try {
          const ended = await to(proxy.host, sources()[which]).catch((error: unknown) => error);
          // After its last byte nobody misses it.
          if (ended instanceof Error) expectBrokenOff(ended);
          await expectAllOrNothing(there, which);
        } finally {
          await proxy.close();
          await there.close();
        }
      }),
      { numRuns: Number(process.env.ECSCTL_TEST_CUTS) || 30 },
    );
  }, 120_000);
});

describe('an interruption at any request', () => {
  it('ends the push, and the next one does what is left', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(0, 1, 2), fc.integer({ min: 1, max: 16 }), async (which, nth) => {
        const stop = new AbortController();
        let seen = 0;
        const fault = () => {
          seen += 1;
          if (seen === nth) stop.abort(new Failure('interrupted', 'interrupted'));
          return undefined;
        };
        const there = await startRegistry({ fault });
        try {
          const work = to(there.host, sources()[which], { signal: stop.signal });
          const ended = await work.catch((error: unknown) => error);
          if (ended instanceof Error) expect(ended).toMatchObject({ kind: 'interrupted' });
          await expectAllOrNothing(there, which);
        } finally {
          await there.close();
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

describe('an interruption', () => {
  it('gives up the uploads that have begun, and leaves no tag', async () => {
    const stop = new AbortController();
    const there = await startRegistry({
      fault: (seen) => {
        if (isBlob(seen)) stop.abort(new Failure('interrupted', 'interrupted'));
        return undefined;
      },
    });
    const work = to(there.host, undefined, { signal: stop.signal });
    await expect(work).rejects.toMatchObject({ kind: 'interrupted' });
    expect(there.repository('web').tags.size).toBe(0);
    expect(there.repository('web').uploads.size).toBe(0);
    await there.close();
  });
});
