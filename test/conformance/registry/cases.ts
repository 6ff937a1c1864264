import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  engineArchiveOf,
  indexLayoutOf,
  layoutOf,
  legacyArchiveOf,
  type MadeImage,
  makeImage,
  writeFolder,
} from '../../support/image/images.ts';
import { type TarFile, tar } from '../../support/image/tar.ts';

/** One form in which an image may come, and what must be read back. */
export interface PushCase {
  readonly name: string;
  readonly source: string;
  /** What is piped in. */
  readonly stdin?: () => NodeJS.ReadableStream;
  /** Known beforehand of what is not packed on its way. */
  readonly digest?: string;
  /** What each layer is when it is unpacked. */
  readonly diffIds: readonly string[];
}

type Copy = (from: string, to: string) => Promise<unknown>;

/** Writes an image in every form in which one may come. @param copy skopeo's, for the forms that it writes itself. */
export async function makeCases(folder: string, copy: Copy): Promise<PushCase[]> {
  const image = makeImage({ layers: [2_000_000, 40_000, 0] });
  const raw = makeImage({ layers: [3_000_000, 40_000], isUnpacked: true, salt: 'raw' });
  const index = indexLayoutOf([image, makeImage({ architecture: 'arm64', layers: [50_000] })]);
  const write = (name: string, files: readonly TarFile[], pack = (bytes: Buffer) => bytes) => {
    writeFileSync(join(folder, name), pack(tar(files)));
    return join(folder, name);
  };
  const layout = join(folder, 'layout');
  writeFolder(layout, layoutOf(image));
  const archive = write('oci.tar', layoutOf(image));
  const engine = write('engine.tar', engineArchiveOf(raw, 'web:1'));
  const own = join(folder, 'skopeo.tar');
  await copy(`oci:${layout}`, `docker-archive:${own}:web:1`);
  await copy(`oci:${layout}`, `oci-archive:${own}.oci`);
  const whole = { digest: image.digest, diffIds: diffIdsOf(image) };
  const packed = { diffIds: diffIdsOf(raw) };
  return [
    { name: 'an OCI layout', source: `oci:${layout}`, ...whole },
    { name: 'an OCI archive', source: `oci-archive:${archive}`, ...whole },
    { name: 'an OCI archive, gzip', source: write('oci.tar.gz', layoutOf(image), gzipSync), ...whole },
    { name: 'an OCI archive that skopeo wrote', source: `oci-archive:${own}.oci`, diffIds: diffIdsOf(image) },
    {
      ...{
        name: 'an index of two platforms with an attestation',
        digest: index.digest,
        diffIds: diffIdsOf(image),
      },
      source: `oci-archive:${write('index.tar', index.files)}`,
    },
    { name: 'docker save of engine 25', source: `docker-archive:${engine}`, ...packed },
    {
      name: 'docker save of engine 25, from containerd',
      source: write('packed.tar', engineArchiveOf(image, 'web:1')),
      ...whole,
    },
    {
      name: 'docker save of older engines',
      source: `docker-archive:${write('legacy.tar', legacyArchiveOf([raw]))}`,
      ...packed,
    },
    {
      name: 'docker save of older engines, gzip',
      source: write('legacy.tar.gz', legacyArchiveOf([raw]), gzipSync),
      ...packed,
    },
    {
      name: 'a docker archive that skopeo wrote',
      source: `docker-archive:${own}`,
      diffIds: diffIdsOf(image),
    },
    { name: 'a pipe', source: '-', stdin: () => createReadStream(archive), ...whole },
    { name: 'a pipe of docker save', source: '-', stdin: () => createReadStream(engine), ...packed },
  ];
}

function diffIdsOf({ layers }: MadeImage): string[] {
  return layers.map(({ diffId }) => diffId);
}

/** The blobs of an OCI layout by their digests. */
export function blobIn(folder: string, digest: string): Buffer {
  return readFileSync(join(folder, 'blobs', digest.replace(':', '/')));
}
