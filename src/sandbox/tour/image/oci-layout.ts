import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { tarEnd, tarEntry } from './tar-entry.ts';

/** What a practice image is made of. */
export interface PracticeImage {
  /** `debian:12`: what scans take it to be built on. */
  readonly base: string;
  /** The file in each of its layers: its name and how many bytes it has. */
  readonly layers: Readonly<Record<string, number>>;
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

const mediaType = (kind: string) => `application/vnd.oci.image.${kind}`;

/**
 * The files of an OCI layout of one image, each by its path. The same image always has the same digest.
 * https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 */
export function ociLayout({ base, layers }: PracticeImage): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const keep = (bytes: Buffer, kind: string): Descriptor => {
    const digest = digestOf(bytes);
    files.set(`blobs/${digest.replace(':', '/')}`, bytes);
    return { mediaType: mediaType(kind), digest, size: bytes.length };
  };
  const archives = Object.entries(layers).map(([name, size]) => layerOf(name, size));
  const config = {
    ...{ os: 'linux', architecture: 'amd64' },
    config: { Labels: { 'org.opencontainers.image.base.name': base } },
    rootfs: { type: 'layers', diff_ids: archives.map(digestOf) },
  };
  const manifest = {
    ...{ schemaVersion: 2, mediaType: mediaType('manifest.v1+json') },
    config: keep(json(config), 'config.v1+json'),
    layers: archives.map((archive) => keep(gzipSync(archive), 'layer.v1.tar+gzip')),
  };
  const manifests = [keep(json(manifest), 'manifest.v1+json')];
  files.set('index.json', json({ schemaVersion: 2, manifests }));
  return files.set('oci-layout', json({ imageLayoutVersion: '1.0.0' }));
}

/** A layer with one file in it, whose bytes do not pack, as those of programs hardly do. */
function layerOf(name: string, size: number): Buffer {
  const parts: Buffer[] = [];
  for (let length = 0; length < size; length += 32) {
    parts.push(createHash('sha256').update(`${name} ${length}`).digest());
  }
  return Buffer.concat([...tarEntry({ name, bytes: Buffer.concat(parts) }), tarEnd]);
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
