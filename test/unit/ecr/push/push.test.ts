import { writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  engineArchiveOf,
  indexLayoutOf,
  layoutOf,
  legacyArchiveOf,
  makeImage,
  writeFolder,
} from '../../../support/image/images.ts';
import { tar } from '../../../support/image/tar.ts';
import { type PushOptions, push } from '../../../support/push.ts';
import {
  type RegistryOptions,
  startRegistry,
  type TestRegistry,
} from '../../../support/registry/registry.ts';
import { scratchFolder } from '../../../support/scratch-folder.ts';

const folder = scratchFolder();
const image = makeImage();
const unpacked = makeImage({ layers: [2_500_000, 4000, 0], isUnpacked: true });

beforeAll(() => {
  writeFolder(folder.in('layout'), layoutOf(image));
  writeFileSync(folder.in('engine.tar'), tar(engineArchiveOf(unpacked, 'web:1')));
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

const to = (source: string, target: TestRegistry, options?: Partial<PushOptions>) =>
  push(source, `${target.host}/team/web:1`, { folder: folder.path, ...options });

const bodies = ({ requests }: TestRegistry, method: string) =>
  requests.filter((one) => one.method === method && one.received > 0 && one.path.includes('/blobs/'));

describe('an OCI layout', () => {
  it('arrives whole and unchanged, and the second push sends nothing', async () => {
    const there = await started();
    const first = await to(`oci:${folder.in('layout')}`, there);
    expect(there.repository('team/web').whole('1')).toBe(image.digest);
    expect(first).toMatchObject({
      changed: true,
      digest: image.digest,
      reference: `${there.host}/team/web@${image.digest}`,
      platforms: ['linux/amd64'],
      blobs: { sent: 3, skipped: 0, mounted: 0 },
      retries: 0,
    });
    const before = there.requests.length;
    const second = await to(`oci:${folder.in('layout')}`, there);
    expect(second).toMatchObject({
      changed: false,
      digest: image.digest,
      bytesSent: 0,
      blobs: { sent: 0, skipped: 3 },
    });
    expect(there.requests.slice(before).map(({ method }) => method)).toEqual(['GET']);
  });

  it('sends each blob with one POST and one PUT whose length is known', async () => {
    const there = await started();
    await to(`oci:${folder.in('layout')}`, there);
    const puts = bodies(there, 'PUT');
    expect(puts.map(({ headers }) => Number(headers['content-length']))).toEqual(
      puts.map(({ received }) => received),
    );
    expect(there.requests.filter(({ method }) => method === 'POST').length).toBe(3);
    expect(there.requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
    // The address of an upload is the registry's: what it put there comes back as it was.
    expect(puts.every(({ query }) => query.get('state') === 'a/b')).toBe(true);
  });

  it('sends only what is missing', async () => {
    const there = await started();
    const [layer] = image.files;
    there.repository('team/web').blobs.set(image.layers[0]?.digest ?? '', Buffer.from(layer?.bytes ?? ''));
    const { blobs } = await to(`oci:${folder.in('layout')}`, there);
    expect(blobs).toEqual({ sent: 2, skipped: 1, mounted: 0 });
    expect(there.repository('team/web').whole('1')).toBe(image.digest);
  });

  it('writes nothing in a dry run', async () => {
    const there = await started();
    const dry = await to(`oci:${folder.in('layout')}`, there, { global: { dryRun: true } });
    expect(dry).toMatchObject({ changed: true, dryRun: true, digest: image.digest });
    expect(there.requests.every(({ method }) => method === 'HEAD' || method === 'GET')).toBe(true);
  });

  it('takes over from another repository what that has', async () => {
    const there = await started();
    const base = there.repository('base');
    const [layer] = image.files;
    base.blobs.set(image.layers[0]?.digest ?? '', Buffer.from(layer?.bytes ?? ''));
    const { blobs } = await to(`oci:${folder.in('layout')}`, there, { flags: { mountFrom: 'base' } });
    expect(blobs).toEqual({ sent: 2, skipped: 0, mounted: 1 });
    expect(there.requests.filter(({ method }) => method === 'POST').length).toBe(3);
    expect(there.repository('team/web').whole('1')).toBe(image.digest);
  });
});

describe('an index', () => {
  const images = [makeImage({ salt: 'x' }), makeImage({ salt: 'x', architecture: 'arm64' })];
  const index = indexLayoutOf(images);

  it('goes after its images, which are there by their digests and have no tag', async () => {
    const there = await started();
    writeFileSync(folder.in('index.tar'), tar(index.files));
    const { platforms } = await to(`oci-archive:${folder.in('index.tar')}`, there);
    const web = there.repository('team/web');
    expect(web.whole('1')).toBe(index.digest);
    expect([...web.tags.keys()]).toEqual(['1']);
    expect(platforms).toEqual(['linux/amd64', 'linux/arm64']);
    const puts = there.requests.filter(
      ({ method, path }) => method === 'PUT' && path.includes('/manifests/'),
    );
    expect(puts.at(-1)?.path).toMatch(/\/1$/);
    expect(puts.length).toBe(4);
  });

  it('can be pushed for one platform alone', async () => {
    const there = await started();
    writeFolder(folder.in('index'), index.files);
    const { digest } = await to(`oci:${folder.in('index')}`, there, { flags: { platform: 'linux/arm64' } });
    expect(digest).toBe(images[1]?.digest);
    expect(there.repository('team/web').manifests.size).toBe(1);
  });
});

describe('what "docker save" wrote', () => {
  it('is packed on its way, and is what it was when it is unpacked', async () => {
    const there = await started({ isLikeEcr: true });
    const { digest, blobs } = await to(`docker-archive:${folder.in('engine.tar')}`, there);
    const web = there.repository('team/web');
    expect(web.whole('1')).toBe(digest);
    expect(blobs).toEqual({ sent: 4, skipped: 0, mounted: 0 });
    const manifest = JSON.parse(web.manifests.get(digest ?? '')?.bytes.toString() ?? '');
    const layers = manifest.layers.map((layer: { digest: string }) =>
      gunzipSync(web.blobs.get(layer.digest) ?? ''),
    );
    expect(
      layers.map((bytes: Buffer, index: number) => bytes.equals(unpacked.layers[index]?.raw ?? bytes)),
    ).toEqual([...[true, true, true]]);
    expect(manifest.config.digest).toBe(unpacked.config.digest);
  });

  it('is not packed again for another tag, nor for another registry that has it', async () => {
    const there = await started();
    await to(`docker-archive:${folder.in('engine.tar')}`, there);
    const before = there.requests.length;
    const options = { folder: folder.path };
    const again = await push(
      `docker-archive:${folder.in('engine.tar')}`,
      `${there.host}/team/web:2`,
      options,
    );
    expect(again).toMatchObject({ bytesSent: 0, blobs: { sent: 0, skipped: 4 } });
    expect(bodies(there, 'PATCH').length).toBe(3);
    expect(there.requests.slice(before).filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('is known by its configuration where somebody else has packed it', async () => {
    const there = await started();
    const first = await to(`docker-archive:${folder.in('engine.tar')}`, there);
    const elsewhere = { HOME: folder.in('other-home'), XDG_CACHE_HOME: folder.in('other-cache') };
    const again = await to(`docker-archive:${folder.in('engine.tar')}`, there, { env: elsewhere });
    expect(again).toMatchObject({ changed: false, digest: first.digest });
  });

  it('keeps its digest where the engine had it packed', async () => {
    const there = await started();
    writeFileSync(folder.in('packed.tar'), tar(engineArchiveOf(image, 'web:1')));
    const { digest } = await to(folder.in('packed.tar'), there);
    expect(digest).toBe(image.digest);
  });

  it('is sent once where one layer is there twice', async () => {
    const there = await started();
    const [layer] = unpacked.layers;
    if (!layer) throw new Error('no layer');
    const twice = { ...image.platform, rootfs: { diff_ids: [layer.diffId, layer.diffId] } };
    const bytes = Buffer.from(JSON.stringify(twice));
    const config = { bytes, digest: '' };
    const { digestOf } = await import('../../../support/registry/registry.ts');
    const made = { ...unpacked, layers: [layer, layer], config: { ...config, digest: digestOf(bytes) } };
    writeFileSync(folder.in('twice.tar'), tar(legacyArchiveOf([made])));
    const { blobs, digest } = await to(folder.in('twice.tar'), there);
    expect(blobs).toEqual({ sent: 2, skipped: 0, mounted: 0 });
    expect(there.repository('team/web').whole('1')).toBe(digest);
  });
});
