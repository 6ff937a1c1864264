import { createReadStream, fstatSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { Failure, usage } from '../../failure.ts';
import type { Image, WholeImage } from '../image/image.ts';
import { isUncompressed } from '../image/media-types.ts';
import type { Positioned } from './content.ts';
import { readDockerArchive } from './docker-archive.ts';
import { archiveFiles, type Files, folderFiles, openPositioned } from './files.ts';
import { type Choice, readLayout } from './oci-layout.ts';
import type { Location } from './specification.ts';
import { isGzip, keepStream, positionedFd, type SpoolOptions } from './stream.ts';

/** An image that is open for reading. */
export interface Source {
  /** What it is called in messages. */
  readonly name: string;
  readonly image: Image;
  close(): Promise<void>;
}

export interface SourceOptions extends SpoolOptions {
  readonly choice: Choice;
  readonly stdin: () => NodeJS.ReadableStream & { readonly isTTY?: boolean; readonly fd?: number };
}

/**
 * Opens an image and reads everything of it but its layers.
 * @param location where it is; undefined for standard input.
 * @throws Failure `usage` where the words do not tell which image is meant; `refused` for one that is not whole.
 */
export async function openSource(location: Location | undefined, options: SourceOptions): Promise<Source> {
  const files = await openFiles(location, options);
  const choice = { ...options.choice, ...(location?.name && { name: location.name }) };
  try {
    const image = await readImage(files, location?.kind, choice);
    return { name: files.name, image, close: () => files.close() };
  } catch (error) {
    await files.close();
    throw error;
  }
}

async function openFiles(location: Location | undefined, options: SourceOptions): Promise<Files> {
  if (!location) return archiveFiles(await openStandardInput(options), 'standard input');
  const { kind, path } = location;
  if (kind === 'layout') return folderFiles(path);
  const file = await openPositioned(path);
  if (!(await isPacked(file))) return archiveFiles(file, path);
  await file.close();
  return archiveFiles(await keepStream(createReadStream(path, readSize), path, options), path);
}

const readSize = { highWaterMark: 1_048_576 };

/** A file that is piped in by `<` is read where it is; anything else has to be kept first. */
async function openStandardInput(options: SourceOptions): Promise<Positioned> {
  const stdin = options.stdin();
  if (stdin.isTTY) {
    throw usage(
      'nothing is piped in',
      'pipe an archive in, as in: docker save web | ecsctl ecr push - web:1.2',
    );
  }
  const stats = stdin.fd === undefined ? undefined : fstatSync(stdin.fd);
  if (stdin.fd !== undefined && stats?.isFile()) {
    const file = positionedFd(stdin.fd, stats.size);
    if (!(await isPacked(file))) return file;
  }
  return keepStream(stdin as Readable, 'standard input', options);
}

async function isPacked(file: Positioned): Promise<boolean> {
  const start = Buffer.alloc(2);
  await file.readAt(start, 0);
  return isGzip(start);
}

/** Archives of Docker's engines since 25 are OCI layouts as well. */
async function readImage(files: Files, kind: Location['kind'] | undefined, choice: Choice): Promise<Image> {
  const isDocker = kind !== 'layout' && (await files.find('manifest.json')) !== undefined;
  if (!isDocker) {
    if (kind === 'docker archive' && !(await files.find('index.json'))) throw noImage(files);
    return readLayout(files, choice);
  }
  if (kind === 'archive') return readLayout(files, choice);
  return (await readableLayout(files, choice)) ?? readDockerArchive(files, choice);
}

/**
 * The OCI side of an archive of Docker's, where it is whole and its layers are packed: then nothing of it changes on the
 * way. Engine 25.0.0 wrote manifests without layers, and engines that keep images unpacked save them so.
 * https://github.com/moby/moby/issues/47065
 */
async function readableLayout(files: Files, choice: Choice): Promise<WholeImage | undefined> {
  if (!(await files.find('index.json'))) return undefined;
  try {
    const image = await readLayout(files, choice);
    const images = image.manifests.filter(({ config }) => config);
    const isPackedWhole = images.every(
      ({ blobs }) => blobs.length > 1 && !blobs.some(({ mediaType }) => isUncompressed(mediaType)),
    );
    return isPackedWhole ? image : undefined;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

function noImage({ name, isCutOff }: Files): Failure {
  const why = isCutOff ? ' (it has no end mark: it is cut off)' : '';
  return new Failure('refused', `${name} is an archive without an image in it${why}`, {
    hint: 'give one as "docker save", "docker buildx build -o type=oci" or "skopeo copy" write it',
  });
}
