import { createHash } from 'node:crypto';
import { readSync, writeSync } from 'node:fs';
import type { Scratch } from '../../world/scratch.ts';

/** More than this goes to a file. */
const MEMORY_BYTES = 4 * 1024 * 1024;
const PIECE_BYTES = 1024 * 1024;

/** The bytes of a blob as they come in, in memory as long as they are few, with their digest. */
export class LayerBytes {
  readonly #scratch: Scratch;
  readonly #hash = createHash('sha256');
  #chunks: Uint8Array[] = [];
  #file: number | undefined;
  #size = 0;

  constructor(scratch: Scratch) {
    this.#scratch = scratch;
  }

  get size(): number {
    return this.#size;
  }

  /** The digest of the bytes so far. */
  get digest(): string {
    return `sha256:${this.#hash.copy().digest('hex')}`;
  }

  /** Throws Node's own error where the machine's disk is full. */
  append(chunk: Uint8Array): void {
    if (this.#file === undefined && this.#size + chunk.length > MEMORY_BYTES) this.#spill();
    if (this.#file === undefined) this.#chunks.push(chunk);
    else write(this.#file, chunk, this.#size);
    this.#hash.update(chunk);
    this.#size += chunk.length;
  }

  /** The bytes in pieces of at most 1 MiB. */
  *read(): Generator<Uint8Array> {
    yield* this.#chunks;
    if (this.#file === undefined) return;
    for (let position = 0; position < this.#size; position += PIECE_BYTES) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, this.#size - position));
      readSync(this.#file, piece, 0, piece.length, position);
      yield piece;
    }
  }

  /** Gives up the bytes, which cannot be read any more. */
  release(): void {
    this.#chunks = [];
    if (this.#file !== undefined) this.#scratch.release(this.#file);
  }

  #spill(): void {
    this.#file = this.#scratch.open();
    let position = 0;
    for (const chunk of this.#chunks) {
      write(this.#file, chunk, position);
      position += chunk.length;
    }
    this.#chunks = [];
  }
}

function write(file: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, bytes.length - done, position + done);
  }
}
