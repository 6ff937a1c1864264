import { createHash } from 'node:crypto';
import { Failure } from '../../failure.ts';
import { type Content, cutOff } from '../source/content.ts';

/** Bytes at a time: Node's own 64 KiB take twice as long. */
const pieceSize = 1_048_576;

/**
 * The bytes of a content, which are read once: on their way they are held against its digest, and the last piece is
 * held back until that is right, so that no registry ever has the whole of something wrong.
 * A piece is written over when the one after the next is asked for.
 * @throws Failure `refused` for what is cut off or has another digest.
 */
export async function* verified(content: Content, digest: string): AsyncGenerator<Buffer> {
  const { size, name } = content;
  const hash = createHash('sha256');
  const buffers = [buffer(size), buffer(size - pieceSize)];
  const reader = await content.open();
  try {
    for (let position = 0, turn = 0; position < size; turn += 1) {
      const count = await reader.read(buffers[turn % 2] as Buffer, position);
      if (count === 0) throw cutOff(name, position, size);
      const piece = (buffers[turn % 2] as Buffer).subarray(0, count);
      hash.update(piece);
      position += count;
      if (position === size) check(`sha256:${hash.digest('hex')}`, digest, name);
      yield piece;
    }
    if (size === 0) check(`sha256:${hash.digest('hex')}`, digest, name);
  } finally {
    await reader.close();
  }
}

function buffer(most: number): Buffer {
  return Buffer.allocUnsafeSlow(Math.max(0, Math.min(most, pieceSize)));
}

function check(found: string, expected: string, name: string): void {
  if (found !== expected) throw wrongDigest(name, found, expected);
}

export function wrongDigest(name: string, found: string, expected: string): Failure {
  return new Failure(
    'refused',
    `${name} does not hold what it is called: its digest is ${found}, not ${expected}`,
    {
      hint: 'the source is damaged; write it anew; nothing of it was tagged',
    },
  );
}
