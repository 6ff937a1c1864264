import { writeFileSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
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
import {
  type Fault,
  type RegistryOptions,
  type Seen,
  startRegistry,
  type TestRegistry,
} from '../../../support/registry/registry.ts';
import { scratchFolder } from '../../../support/scratch-folder.ts';

const folder = scratchFolder();
const image = makeImage({ layers: [60_000, 5000, 800] });
const unpacked = makeImage({ layers: [300_000, 5000], isUnpacked: true, salt: 'u' });
const index = indexLayoutOf([makeImage({ salt: 'i' }), makeImage({ salt: 'i', architecture: 'arm64' })]);
beforeAll(() => {
  writeFileSync(folder.in('no folder'), '');
  writeFolder(folder.in('layout'), layoutOf(image));
  writeFileSync(folder.in('engine.tar'), tar(engineArchiveOf(unpacked, 'web:1')));
  writeFileSync(folder.in('index.tar'), tar(index.files));
});

let registry: TestRegistry | undefined;
afterEach(async () => {
  await registry?.close();
  registry = undefined;
});

async function started(options?: RegistryOptions): Promise<TestRegistry> {
  registry = await startRegistry(options);
  return registry;
}

const to = (host: string, source = `oci:${folder.in('layout')}`, options?: Partial<PushOptions>) =>
  // Without a memory: of what was packed at another time the digest would be known.
  push(source, `${host}/web:1`, {
    folder: folder.path,
    env: { XDG_CACHE_HOME: folder.in('no folder') },
    ...options,
  });

const isBlob = ({ path, method }: Seen) => method !== 'POST' && path.includes('/blobs/uploads/');
const isManifest = ({ path, method }: Seen) => method === 'PUT' && path.includes('/manifests/');

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Failure);
  return error as Failure;
}

/** Strikes at the first so many of the requests that are meant. */
const first = (count: number, fault: Fault, isMeant: (seen: Seen) => boolean) => {
  let left = count;
  return (seen: Seen) => {
    if (left === 0 || !isMeant(seen)) return undefined;
    left -= 1;
    return fault;
  };
};

describe('a registry that has a bad day', () => {
  const cases: readonly [what: string, fault: ReturnType<typeof first>][] = [
    ['is cut off in the middle of a blob', first(1, { cutAfter: 100 }, isBlob)],
    ['loses its answer to a blob that it has', first(1, { loseAnswer: true }, isBlob)],
    ['fails with 500 in the middle', first(2, { status: 500 }, isBlob)],
    ['is not available for a while', first(4, { status: 503 }, (seen) => seen.method === 'HEAD')],
    ['forgets an upload', first(1, { status: 404, code: 'BLOB_UPLOAD_UNKNOWN' }, isBlob)],
    [
      'has another idea of where an upload stands',
      first(1, { status: 416, code: 'BLOB_UPLOAD_INVALID' }, isBlob),
    ],
    ['is asked too often for manifests', first(3, { status: 429, code: 'TOOMANYREQUESTS' }, isManifest)],
    ['loses its answer to the manifest', first(1, { loseAnswer: true }, isManifest)],
    ['fails when an upload is begun', first(2, { status: 502 }, ({ method }) => method === 'POST')],
  ];

  it.each(cases)('one that %s gets the image in the end', async (_, fault) => {
    const there = await started({ fault });
    const { digest, retries } = await to(there.host);
    expect(there.repository('web').whole('1')).toBe(digest);
    expect(retries).toBeGreaterThan(0);
  });

  it('one that loses its answer to a tag that may not be moved has the image under it', async () => {
    const there = await started({ isImmutable: true, fault: first(1, { loseAnswer: true }, isManifest) });
    const { digest } = await to(there.host);
    expect(there.repository('web').whole('1')).toBe(digest);
  });

  it('one that never recovers is left with no tag, in one clear sentence', async () => {
    const there = await started({ fault: (seen) => (isBlob(seen) ? { status: 500 } : undefined) });
    const { message, kind } = await failureOf(to(there.host));
    expect(kind).toBe('partial');
    expect(message).toContain('answered 500 when asked to take sha256:');
    expect(there.repository('web').tags.size).toBe(0);
    expect(there.requests.filter(({ method }) => method === 'POST').length).toBeLessThanOrEqual(4 * 5);
  });

  it('one that never recovers for manifests keeps no tag', async () => {
    const there = await started({ fault: (seen) => (isManifest(seen) ? { status: 429 } : undefined) });
    expect((await failureOf(to(there.host))).message).toContain('answered 429');
    expect(there.repository('web').tags.size).toBe(0);
  });

  it('waits as long as it is asked to', async () => {
    const { FakeClock } = await import('../../../support/fake-clock.ts');
    const fault: Fault = { status: 429, headers: { 'retry-after': '30' } };
    const there = await started({ fault: first(1, fault, isManifest) });
    const clock = new FakeClock();
    await to(there.host, undefined, { clock });
    expect(clock.sleeps).toEqual([30_000]);
  });

  it('one that has lost a blob since it was asked is given that again', async () => {
    const there = await started({
      fault: first(1, { status: 400, code: 'MANIFEST_BLOB_UNKNOWN' }, (seen) => {
        if (isManifest(seen)) registry?.repository('web').blobs.delete(image.layers[0]?.digest ?? '');
        return isManifest(seen);
      }),
    });
    const { digest } = await to(there.host);
    expect(there.repository('web').whole('1')).toBe(digest);
  });

  it('one that has lost an image of an index is given that again', async () => {
    const there = await started({
      fault: first(1, { status: 400, code: 'MANIFEST_UNKNOWN' }, ({ path, method }) => {
        const isTag = method === 'PUT' && path.endsWith('/manifests/1');
        if (isTag) registry?.repository('web').manifests.clear();
        return isTag;
      }),
    });
    await to(there.host, `oci-archive:${folder.in('index.tar')}`);
    expect(there.repository('web').whole('1')).toBe(index.digest);
  });

  it('says of a missing repository that it is missing', async () => {
    const there = await started({ isUnknown: () => true });
    expect((await failureOf(to(there.host))).message).toContain('there is no repository web');
  });

  it('gives up on one that cuts every connection', async () => {
    const there = await started({ dropsUnknown: () => true });
    expect((await failureOf(to(there.host))).message).toContain('broke off');
  });

  it('says that nobody is there', async () => {
    const { message, hint } = await failureOf(to('127.0.0.1:1'));
    expect(message).toContain('nothing answers at http://127.0.0.1:1 (ECONNREFUSED)');
    expect(hint).toBeTruthy();
  });

  it('leads to another machine of the network, and is not followed', async () => {
    const there = await started({ uploadsAt: (path) => `http://10.0.0.1${path}` });
    expect((await failureOf(to(there.host))).message).toContain('leads an upload to 10.0.0.1');
  });
});

describe('a source that is not what it says', () => {
  it('with a wrong layer is found out on the way, and no registry has the whole of it', async () => {
    const [layer] = image.layers;
    const files = layoutOf(image).map((file) =>
      file.name.includes(layer?.digest.slice(7) ?? '')
        ? { ...file, bytes: Buffer.alloc(file.bytes?.length ?? 0) }
        : file,
    );
    writeFolder(folder.in('wrong'), files);
    const there = await started();
    const { message } = await failureOf(to(there.host, `oci:${folder.in('wrong')}`));
    expect(message).toContain('does not hold what it is called');
    expect(there.repository('web').tags.size).toBe(0);
    expect(there.repository('web').blobs.has(layer?.digest ?? '')).toBe(false);
    expect(there.repository('web').uploads.size).toBe(0);
  });

  it('with another unpacked layer than its configuration says is found out, too', async () => {
    const [layer] = unpacked.layers;
    const files = engineArchiveOf(unpacked, 'web:1').map((file) =>
      file.name.includes(layer?.digest.slice(7) ?? '') ? { ...file, bytes: Buffer.alloc(5000, 'x') } : file,
    );
    writeFileSync(folder.in('wrong.tar'), tar(files));
    const there = await started();
    const { message } = await failureOf(to(there.host, `docker-archive:${folder.in('wrong.tar')}`));
    expect(message).toContain('does not hold what it is called');
    expect(there.repository('web').tags.size).toBe(0);
  });
});
