import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../failure.ts';
import { type Positioned, readAt } from './content.ts';

/** A file for what is to be kept as long as the run, and how it is done away with. */
export interface Scratch {
  readonly handle: FileHandle;
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * A file that nobody else sees, in the folder for temporary ones. It has no name any more as soon as it is open, so
 * that even a killed run leaves nothing behind (where the system lets an open file go; elsewhere it goes at the end).
 */
export async function openScratch(folder: string): Promise<Scratch> {
  const own = await mkdtemp(join(folder, 'ecsctl-'));
  const remove = () => rm(own, { recursive: true, force: true });
  try {
    const handle = await open(join(own, 'image'), 'wx+', 0o600);
    await remove().catch(() => {});
    return { handle, folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/**
 * Keeps all of a stream in a file.
 * @param name what the stream is called in messages.
 * @throws Failure `refused` when there is no room for it, or the stream ends in an error.
 */
export async function spool(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  openFile: () => Promise<Scratch>,
): Promise<Positioned> {
  const { handle, folder, remove } = await openFile().catch((error) => {
    throw noRoom(name, error);
  });
  const close = async () => {
    await handle.close();
    await remove();
  };
  let size = 0;
  try {
    for await (const piece of stream) {
      await writeWhole(handle, piece, size).catch((error) => {
        throw noRoom(name, error, folder);
      });
      size += piece.length;
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { size, readAt: (into, position) => readAt(handle, into, position), close };
}

async function writeWhole(handle: FileHandle, piece: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < piece.length; ) {
    const left = piece.length - written;
    written += (await handle.write(piece, written, left, position + written)).bytesWritten;
  }
}

function noRoom(
  name: string,
  cause: NodeJS.ErrnoException,
  folder = 'the folder for temporary files',
): Failure {
  const isFull = cause.code === 'ENOSPC' || cause.code === 'EDQUOT' || cause.code === 'EFBIG';
  const why = isFull ? `no room is left in ${folder}` : cause.message;
  return new Failure('refused', `${name} cannot be kept for reading: ${why}`, {
    hint: 'make room there, point TMPDIR to a folder with more of it, or give a plain archive file, which is read where it is',
    cause,
  });
}
