import { createReadStream, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Image } from '../../../../src/ecr/image/image.ts';
import { parsePlatform } from '../../../../src/ecr/image/platform.ts';
import { openSource, type Source, type SourceOptions } from '../../../../src/ecr/source/open-source.ts';
import { locate } from '../../../../src/ecr/source/specification.ts';
import { spool } from '../../../../src/ecr/source/spool.ts';
import {
  engineArchiveOf,
  indexLayoutOf,
  layoutOf,
  legacyArchiveOf,
  makeImage,
  writeFolder,
} from '../../../support/image/images.ts';
import { type TarFile, tar } from '../../../support/image/tar.ts';
import { scratchFolder } from '../../../support/scratch-folder.ts';

const folder = scratchFolder();
const image = makeImage();
const raw = makeImage({ isUnpacked: true });
const index = indexLayoutOf([image, makeImage({ architecture: 'arm64' })]);

const opened: Source[] = [];
afterEach(async () => {
  for (const source of opened.splice(0)) await source.close();
});

async function read(text: string, options: Partial<SourceOptions> = {}): Promise<Image> {
  const source = await openSource(text === '-' ? undefined : locate(text), {
    ...{ choice: {}, folder: folder.path, signal: new AbortController().signal, stdin: () => process.stdin },
    ...options,
  });
  opened.push(source);
  return source.image;
}

function write(
  name: string,
  files: readonly TarFile[],
  pack: (bytes: Buffer) => Buffer = (bytes) => bytes,
): string {
  writeFileSync(folder.in(name), pack(tar(files)));
  return folder.in(name);
}

/** What tells images apart. */
const identity = (read: Image) =>
  read.kind === 'whole'
    ? read.manifests.at(-1)?.digest
    : read.layers.map((one) => (one.kind === 'unpacked' ? one.diffId : one.digest));

const diffIds = raw.layers.map(({ diffId }) => diffId);
const without = (files: readonly TarFile[], name: RegExp) => files.filter((file) => !name.test(file.name));
const broken = (files: readonly TarFile[], name: RegExp) =>
  files.map((file) => (name.test(file.name) ? { ...file, bytes: Buffer.from('{}') } : file));

describe('an image is read from', () => {
  it('a folder, by its scheme or its path alone', async () => {
    writeFolder(folder.in('layout'), layoutOf(image, '1.2'));
    for (const text of [
      `oci:${folder.in('layout')}`,
      folder.in('layout'),
      `oci:${folder.in('layout')}:1.2`,
    ]) {
      expect(identity(await read(text))).toBe(image.digest);
    }
  });

  it('an archive, plain or gzip', async () => {
    const plain = write('oci.tar', layoutOf(image));
    const packed = write('oci.tar.gz', layoutOf(image), gzipSync);
    for (const text of [`oci-archive:${plain}`, plain, packed, `docker-archive:${packed}`]) {
      expect(identity(await read(text))).toBe(image.digest);
    }
  });

  it('what engines of both ages have saved', async () => {
    const legacy = write('legacy.tar', legacyArchiveOf([{ ...raw, tag: 'web:1' }]));
    const engine = write('engine.tar', engineArchiveOf(raw, 'web:1'));
    for (const text of [`docker-archive:${legacy}`, `docker-archive:${legacy}:web:1`, engine]) {
      expect(identity(await read(text))).toEqual(diffIds);
    }
    expect((await read(engine)).platforms).toEqual(['linux/amd64']);
  });

  it('the docker side of an archive whose OCI side is broken', async () => {
    const [, , , manifest] = image.files;
    const files = broken(engineArchiveOf(image, 'web:1'), new RegExp(image.digest.slice(7)));
    expect(manifest?.name).toContain(image.digest.slice(7));
    const found = await read(write('broken-oci.tar', files));
    expect(found.kind).toBe('unpacked');
    expect(identity(found)).toEqual(image.layers.map(({ digest }) => digest));
  });

  it('one of several images, which has to be named', async () => {
    const two = legacyArchiveOf([
      { ...raw, tag: 'web:1' },
      { ...makeImage({ isUnpacked: true, salt: 'z' }), tag: 'docker.io/library/web:2' },
    ]);
    const path = write('two.tar', two);
    expect(identity(await read(`docker-archive:${path}:web:1`))).toEqual(diffIds);
    expect(identity(await read(`docker-archive:${path}:web:2`))).not.toEqual(diffIds);
    await expect(read(`docker-archive:${path}`)).rejects.toMatchObject({
      kind: 'usage',
      hint: expect.stringContaining('web:1'),
    });
    await expect(read(`docker-archive:${path}:web:3`)).rejects.toMatchObject({ kind: 'usage' });
  });

  it('one platform of an index', async () => {
    const path = write('index.tar', index.files);
    const platform = parsePlatform('linux/amd64');
    expect(identity(await read(path, { choice: { platform } }))).toBe(image.digest);
    expect((await read(path)).platforms).toEqual(['linux/amd64', 'linux/arm64']);
    await expect(read(path, { choice: { platform: parsePlatform('linux/riscv64') } })).rejects.toMatchObject({
      hint: 'it has linux/amd64, linux/arm64',
    });
  });

  it('standard input: a pipe, kept in a file that leaves no trace', async () => {
    const bytes = readFileSync(write('piped.tar', layoutOf(image)));
    for (const packed of [bytes, gzipSync(bytes)]) {
      const before = readdirSync(folder.path).length;
      const stdin = () =>
        Readable.from(packed.length > 3 ? [packed.subarray(0, 1), packed.subarray(1)] : [packed]);
      expect(identity(await read('-', { stdin }))).toBe(image.digest);
      expect(readdirSync(folder.path).length).toBe(before);
    }
  });

  it('standard input: a file, which is read where it is', async () => {
    const path = write('input.tar', layoutOf(image));
    const handle = await open(path);
    const stdin = () => Object.assign(createReadStream(path), { fd: handle.fd });
    // There is no folder to keep anything in.
    expect(identity(await read('-', { stdin, folder: folder.in('none') }))).toBe(image.digest);
    await handle.close();
  });
});

describe('a source is refused that', () => {
  const layer = image.layers[0]?.digest.slice(7) ?? '';
  const cases: readonly [what: string, files: readonly TarFile[], naming: RegExp][] = [
    ['lacks a layer', without(layoutOf(image), new RegExp(layer)), /does not have blobs\/sha256\/.*a layer/],
    ['has a layer of another size', broken(layoutOf(image), new RegExp(layer)), /is not whole/],
    [
      'has another manifest than it says',
      broken(layoutOf(image), new RegExp(image.digest.slice(7))),
      /does not hold what it is called/,
    ],
    ['has no image', without(layoutOf(image), /index\.json/), /without an image/],
    [
      'lacks a layer of an archive of Docker',
      without(legacyArchiveOf([raw]), /1\/layer\.tar/),
      /does not have 0+1\/layer\.tar/,
    ],
    [
      'has another configuration than it says',
      broken(legacyArchiveOf([raw]), /\.json$/),
      /is no list of images/,
    ],
  ];

  it.each(cases)('%s', async (_, files, naming) => {
    const path = write('bad.tar', files);
    await expect(read(path)).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(naming),
      hint: expect.any(String),
    });
  });

  it('says that an archive without an end mark is cut off', async () => {
    writeFileSync(folder.in('open.tar'), tar(layoutOf(image).slice(0, 2), { isOpen: true }));
    await expect(read(folder.in('open.tar'))).rejects.toThrow(/cut off/);
  });

  it('is a gzip stream that ends early, or is none', async () => {
    const packed = gzipSync(tar(layoutOf(image)));
    writeFileSync(folder.in('short.gz'), packed.subarray(0, packed.length / 2));
    await expect(read(folder.in('short.gz'))).rejects.toThrow(/short\.gz is cut off/);
    const damaged = Buffer.from(packed);
    damaged.fill(0xff, 20, 60);
    writeFileSync(folder.in('damaged.gz'), damaged);
    await expect(read(folder.in('damaged.gz'))).rejects.toThrow(/damaged\.gz is broken/);
  });

  it('finds no room', async () => {
    const full = () =>
      open('/dev/full', 'r+').then((handle) => ({ handle, folder: '/tmp', remove: async () => {} }));
    const stream = Readable.from([Buffer.alloc(10)]);
    await expect(spool(stream, 'standard input', full)).rejects.toMatchObject({
      message: 'standard input cannot be kept for reading: no room is left in /tmp',
      hint: expect.stringContaining('TMPDIR'),
    });
  });

  it('ends when it is interrupted', async () => {
    const stop = new AbortController();
    const never = new Readable({ read() {} });
    const reading = read('-', { stdin: () => never, signal: stop.signal });
    stop.abort(new Error('interrupted'));
    await expect(reading).rejects.toThrow('interrupted');
  });
});
