import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const mebibyte = 1_048_576;

/** An OCI layout in a folder, and the files of its blobs by their digests. */
export interface Layout {
  readonly folder: string;
  readonly blobs: ReadonlyMap<string, string>;
}

const hex = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** An image of layers that nothing can make smaller, as those that are packed already are. */
export function makeLayout(folder: string, count: number, mebibytes: number): Layout {
  const blobs = new Map<string, string>();
  mkdirSync(join(folder, 'blobs', 'sha256'), { recursive: true });
  const put = (bytes: Uint8Array, mediaType: string) => {
    const file = join(folder, 'blobs', 'sha256', hex(bytes));
    writeFileSync(file, bytes);
    return { mediaType, digest: `sha256:${hex(bytes)}`, size: bytes.length, file };
  };
  const type = 'application/vnd.oci.image';
  const diffIds: string[] = [];
  const layers = Array.from({ length: count }, () => {
    const raw = randomBytes(mebibytes * mebibyte);
    diffIds.push(`sha256:${hex(raw)}`);
    return put(gzipSync(raw, { level: 0 }), `${type}.layer.v1.tar+gzip`);
  });
  const configuration = { os: 'linux', architecture: 'amd64', rootfs: { type: 'layers', diff_ids: diffIds } };
  const config = put(Buffer.from(JSON.stringify(configuration)), `${type}.config.v1+json`);
  for (const { digest, file } of [...layers, config]) blobs.set(digest, file);
  const descriptor = ({ mediaType, digest, size }: typeof config) => ({ mediaType, digest, size });
  const mediaType = `${type}.manifest.v1+json`;
  const document = {
    schemaVersion: 2,
    mediaType,
    config: descriptor(config),
    layers: layers.map(descriptor),
  };
  const manifest = put(Buffer.from(JSON.stringify(document)), mediaType);
  writeFileSync(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  writeFileSync(
    join(folder, 'index.json'),
    JSON.stringify({ schemaVersion: 2, manifests: [descriptor(manifest)] }),
  );
  return { folder, blobs };
}

/**
 * What `docker save` writes of an image with layers that are not packed, some 450 MB of them: this project's modules,
 * Node itself, and of the modules those that are the largest once more.
 */
export function makeDockerArchive(folder: string, root: string): string {
  const content = join(folder, 'content');
  mkdirSync(content, { recursive: true });
  const parts: readonly [from: string, what: string, megabytes: number][] = [
    [root, 'node_modules', 250],
    [join(process.execPath, '..'), 'node', 100],
    [join(root, 'node_modules'), '.', 100],
  ];
  const layers = parts.map(([from, what, megabytes], index) => {
    const whole = join(content, `${index}.tar`);
    execFileSync('sh', [
      '-c',
      `tar -C "$1" -cf - "$2" | head -c ${megabytes}000000 >"$3"`,
      'sh',
      from,
      what,
      whole,
    ]);
    const digest = hex(readFileSync(whole));
    mkdirSync(join(content, digest));
    renameSync(whole, join(content, digest, 'layer.tar'));
    return digest;
  });
  const rootfs = { type: 'layers', diff_ids: layers.map((digest) => `sha256:${digest}`) };
  const history = layers.map(() => ({ created: '2026-01-01T00:00:00Z' }));
  const config = JSON.stringify({ os: 'linux', architecture: 'amd64', config: {}, history, rootfs });
  const Config = `${hex(Buffer.from(config))}.json`;
  writeFileSync(join(content, Config), config);
  const listed = [{ Config, RepoTags: ['bench:1'], Layers: layers.map((digest) => `${digest}/layer.tar`) }];
  writeFileSync(join(content, 'manifest.json'), JSON.stringify(listed));
  const file = join(folder, 'docker.tar');
  execFileSync('tar', ['-C', content, '-cf', file, '.']);
  return file;
}
