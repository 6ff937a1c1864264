import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { digestOf } from '../registry/registry.ts';
import { type TarFile, tar } from './tar.ts';

const types = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
};

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: object;
  readonly annotations?: object;
}

export interface ImageOptions {
  /** Bytes of each layer before it is packed. */
  readonly layers?: readonly number[];
  readonly architecture?: string;
  /** Layers are left as they are. */
  readonly isUnpacked?: boolean;
  /** Makes the content another one. */
  readonly salt?: string;
}

/** A made-up image: its files as an OCI layout has them, and what it is. */
export interface MadeImage {
  readonly files: readonly TarFile[];
  readonly digest: string;
  readonly size: number;
  readonly layers: readonly { readonly raw: Buffer; readonly digest: string; readonly diffId: string }[];
  readonly config: { readonly bytes: Buffer; readonly digest: string };
  readonly platform: object;
}

/** Text that looks alike and is not: it packs well, and each layer is another one. */
function layerBytes(size: number, salt: string): Buffer {
  const lines = Array.from({ length: Math.ceil(size / 40) + 1 }, (_, line) =>
    `${salt} line ${line} ${(line * 2654435761) % 99991}`.padEnd(39).concat('\n'),
  );
  const content = Buffer.from(lines.join('')).subarray(0, size);
  return tar([{ name: `app/${salt}.txt`, bytes: content }]);
}

export function makeImage(options: ImageOptions = {}): MadeImage {
  const { layers: sizes = [20_000, 3_000], architecture = 'amd64', isUnpacked = false, salt = 'a' } = options;
  const layers = sizes.map((size, index) => {
    const raw = layerBytes(size, `${salt}${index}-${architecture}`);
    const packed = isUnpacked ? raw : gzipSync(raw);
    return { raw, packed, digest: digestOf(packed), diffId: digestOf(raw) };
  });
  const platform = { os: 'linux', architecture };
  const diffIds = layers.map(({ diffId }) => diffId);
  const config = Buffer.from(JSON.stringify({ ...platform, rootfs: { type: 'layers', diff_ids: diffIds } }));
  const mediaType = `${types.layer}${isUnpacked ? '' : '+gzip'}`;
  const manifest = Buffer.from(
    JSON.stringify({
      ...{ schemaVersion: 2, mediaType: types.manifest },
      config: descriptor(config, types.config),
      layers: layers.map(({ packed }) => descriptor(packed, mediaType)),
    }),
  );
  return {
    files: [...layers.map(({ packed }) => blob(packed)), blob(config), blob(manifest)],
    ...{ digest: digestOf(manifest), size: manifest.length, platform },
    layers: layers.map(({ raw, digest, diffId }) => ({ raw, digest, diffId })),
    config: { bytes: config, digest: digestOf(config) },
  };
}

function descriptor(bytes: Buffer, mediaType: string): Descriptor {
  return { mediaType, digest: digestOf(bytes), size: bytes.length };
}

function blob(bytes: Buffer): TarFile {
  return { name: `blobs/${digestOf(bytes).replace(':', '/')}`, bytes };
}

/** The files of an OCI layout of one image. */
export function layoutOf(image: MadeImage, name = 'latest'): TarFile[] {
  const annotations = { 'org.opencontainers.image.ref.name': name };
  const entry = { mediaType: types.manifest, digest: image.digest, size: image.size, annotations };
  return [...image.files, ...layoutFiles([entry])];
}

/** The files of an OCI layout of an index over images, an attestation of the first among them. */
export function indexLayoutOf(images: readonly MadeImage[]): { files: TarFile[]; digest: string } {
  const statement = Buffer.from('{"_type":"https://in-toto.io/Statement/v0.1"}');
  const config = Buffer.from('{"architecture":"unknown","os":"unknown"}');
  const attestation = Buffer.from(
    JSON.stringify({
      ...{ schemaVersion: 2, mediaType: types.manifest },
      config: descriptor(config, types.config),
      layers: [descriptor(statement, 'application/vnd.in-toto+json')],
    }),
  );
  const children = images.map(({ digest, size, platform }) => ({
    mediaType: types.manifest,
    digest,
    size,
    platform,
  }));
  const unknown = {
    ...descriptor(attestation, types.manifest),
    platform: { os: 'unknown', architecture: 'unknown' },
  };
  const index = Buffer.from(
    JSON.stringify({ schemaVersion: 2, mediaType: types.index, manifests: [...children, unknown] }),
  );
  const own = [statement, config, attestation, index].map(blob);
  const files = [
    ...images.flatMap((image) => image.files),
    ...own,
    ...layoutFiles([descriptor(index, types.index)]),
  ];
  return { files, digest: digestOf(index) };
}

function layoutFiles(manifests: readonly Descriptor[]): TarFile[] {
  return [
    { name: 'oci-layout', bytes: Buffer.from('{"imageLayoutVersion":"1.0.0"}') },
    { name: 'index.json', bytes: Buffer.from(JSON.stringify({ schemaVersion: 2, manifests })) },
  ];
}

/** What `docker save` wrote before engine 25: a folder a layer, and links where one layer is there twice. */
export function legacyArchiveOf(images: readonly (MadeImage & { readonly tag?: string })[]): TarFile[] {
  const files: TarFile[] = [];
  const list = images.map(({ layers, config, tag }, image) => {
    const seen = new Map<string, string>();
    const Layers = layers.map(({ raw, diffId }, index) => {
      const name = `${'0'.repeat(62)}${image}${index}/layer.tar`;
      const earlier = seen.get(diffId);
      files.push(earlier === undefined ? { name, bytes: raw } : { name, link: `../${earlier}` });
      seen.set(diffId, name);
      return name;
    });
    const Config = `${config.digest.slice('sha256:'.length)}.json`;
    files.push({ name: Config, bytes: config.bytes });
    return { Config, RepoTags: tag === undefined ? null : [tag], Layers };
  });
  return [...files, { name: 'manifest.json', bytes: Buffer.from(JSON.stringify(list)) }];
}

/** What `docker save` writes since engine 25: an OCI layout with `manifest.json` beside it. */
export function engineArchiveOf(image: MadeImage, tag: string): TarFile[] {
  const path = (digest: string) => `blobs/${digest.replace(':', '/')}`;
  const listed = {
    Config: path(image.config.digest),
    RepoTags: [tag],
    Layers: image.layers.map(({ digest }) => path(digest)),
  };
  return [...layoutOf(image, tag), { name: 'manifest.json', bytes: Buffer.from(JSON.stringify([listed])) }];
}

/** Writes files into a folder. */
export function writeFolder(folder: string, files: readonly TarFile[]): void {
  for (const { name, bytes } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes ?? '');
  }
}
