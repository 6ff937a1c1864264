import { read } from 'node:fs';
import { addAbortSignal, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Failure } from '../../failure.ts';
import type { Positioned } from './content.ts';
import { openScratch, spool } from './spool.ts';

/** Bytes at a time: Node's own 64 KiB take twice as long. */
const pieceSize = 1_048_576;

export interface SpoolOptions {
  /** The folder for temporary files. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Told after each piece how many bytes have been kept. */
  readonly onKept?: (bytes: number) => void;
}

/**
 * Keeps a stream in a temporary file, unpacked where it is gzip. It has to be: what the image is stands at the end of an
 * archive, nothing is sent before that is known and agreed to, layers are read side by side, and one that is cut off is
 * read again from its start. Nor can gzip be read from anywhere but its start.
 * @throws Failure `refused` when there is no room, or the gzip stream is broken or cut off.
 */
export async function keepStream(stream: Readable, name: string, options: SpoolOptions): Promise<Positioned> {
  addAbortSignal(options.signal, stream);
  try {
    const pieces = counted(unpacked(stream, name), options.onKept);
    return await spool(pieces, name, () => openScratch(options.folder));
  } catch (error) {
    throw options.signal.aborted ? options.signal.reason : error;
  }
}

async function* counted(
  pieces: AsyncIterable<Buffer>,
  onKept: SpoolOptions['onKept'] = () => {},
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const piece of pieces) {
    yield piece;
    bytes += piece.length;
    onKept(bytes);
  }
}

/** The stream's bytes; of one that is gzip, what is in it. */
async function* unpacked(stream: Readable, name: string): AsyncGenerator<Buffer> {
  const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let start = Buffer.alloc(0);
  while (start.length < 2) {
    const { value, done } = await pieces.next();
    if (done) break;
    start = Buffer.concat([start, value]);
  }
  const whole = chain(start, pieces);
  if (!isGzip(start)) return yield* whole;
  try {
    yield* gunzip(whole);
  } catch (error) {
    throw brokenGzip(name, error as NodeJS.ErrnoException);
  }
}

async function* chain(start: Buffer, pieces: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (start.length > 0) yield start;
  for (;;) {
    const { value, done } = await pieces.next();
    if (done) return;
    yield value;
  }
}

async function* gunzip(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { pipeline } = await import('node:stream');
  const plain = createGunzip({ chunkSize: pieceSize });
  // Whatever ends the one ends the other; what goes wrong is thrown where the result is read.
  pipeline(packed, plain, () => {});
  yield* plain as AsyncIterable<Buffer>;
}

export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

function brokenGzip(name: string, error: NodeJS.ErrnoException): unknown {
  if (!error.code?.startsWith('Z_')) return error;
  const why = error.code === 'Z_BUF_ERROR' ? 'is cut off' : 'is broken';
  return new Failure('refused', `${name} ${why}: ${error.message}`, { hint: 'write it anew' });
}

/** A file that is open already, as standard input may be: it is read where it is. */
export function positionedFd(fd: number, size: number): Positioned {
  return {
    size,
    readAt: (into, position) =>
      new Promise((resolve, reject) => {
        read(fd, into, 0, into.length, position, (error, count) => (error ? reject(error) : resolve(count)));
      }),
    close: async () => {},
  };
}
