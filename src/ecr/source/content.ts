import { type FileHandle, open } from 'node:fs/promises';
import { Failure } from '../../failure.ts';

/** Bytes that can be read from any place, by several at once and again. */
export interface Content {
  /** Bytes. */
  readonly size: number;
  /** What it is called in messages: `blobs/sha256/4f2a… of image.tar`. */
  readonly name: string;
  open(): Promise<Reader>;
}

export interface Reader {
  /** Reads what there is at `position`, at most as much as the buffer holds. Returns the bytes read; 0 at the end. */
  read(into: Buffer, position: number): Promise<number>;
  close(): Promise<void>;
}

/** What is in a file of its own. */
export function fileContent(path: string, size: number): Content {
  return {
    size,
    name: path,
    async open() {
      const handle = await open(path);
      return { read: (into, position) => readAt(handle, into, position), close: () => handle.close() };
    },
  };
}

/** A part of a file that somebody else opens and closes. */
export function sliceContent(handle: Positioned, offset: number, size: number, name: string): Content {
  const read = (into: Buffer, position: number) => {
    const left = Math.max(0, size - position);
    return handle.readAt(left < into.length ? into.subarray(0, left) : into, offset + position);
  };
  return { size, name, open: async () => ({ read, close: async () => {} }) };
}

export function memoryContent(bytes: Uint8Array, name: string): Content {
  const read = async (into: Buffer, position: number) => {
    const piece = bytes.subarray(position, position + into.length);
    into.set(piece);
    return piece.length;
  };
  return { size: bytes.length, name, open: async () => ({ read, close: async () => {} }) };
}

/** A file, or what stands for one, that is read by position. */
export interface Positioned {
  readonly size: number;
  /** Fills the buffer as far as there is something; returns the bytes read. */
  readAt(into: Buffer, position: number): Promise<number>;
  close(): Promise<void>;
}

export async function readAt(handle: FileHandle, into: Buffer, position: number): Promise<number> {
  const { bytesRead } = await handle.read(into, 0, into.length, position);
  return bytesRead;
}

/**
 * All of a small content.
 * @throws Failure `refused` when it is larger than `most` bytes, or ends before its size.
 */
export async function readWhole(content: Content, most: number): Promise<Buffer> {
  const { size, name } = content;
  if (size > most) throw new Failure('refused', `${name} is too large for what it should be: ${size} bytes`);
  const bytes = Buffer.alloc(size);
  const reader = await content.open();
  try {
    for (let position = 0; position < size; ) {
      const count = await reader.read(bytes.subarray(position), position);
      if (count === 0) throw cutOff(name, position, size);
      position += count;
    }
  } finally {
    await reader.close();
  }
  return bytes;
}

export function cutOff(name: string, position: number, size: number): Failure {
  return new Failure('refused', `${name} is cut off: it ends after ${position} of ${size} bytes`, {
    hint: 'write it anew; nothing of it was tagged',
  });
}
