import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { gunzipSync, crc32 as nodeCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryContent } from '../../../../src/ecr/source/content.ts';
import { byTable } from '../../../../src/ecr/upload/crc32.ts';
import { gzip } from '../../../../src/ecr/upload/gzip.ts';
import { verified } from '../../../../src/ecr/upload/verified.ts';
import { scratchFolder } from '../../../support/scratch-folder.ts';

const folder = scratchFolder();
const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

async function collect(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(Buffer.from(piece));
  return Buffer.concat(all);
}

const pack = (bytes: Buffer, diffId = digestOf(bytes)) =>
  collect(gzip(memoryContent(bytes, 'layer'), diffId));

/** Text with repetitions near and far. */
function text(size: number): Buffer {
  const line = (index: number) => `line ${index % 977} of ${(index * 7919) % 10_007}\n`;
  return Buffer.from(
    Array.from({ length: Math.ceil(size / 15) }, (_, index) => line(index)).join(''),
  ).subarray(0, size);
}

const block = 1_048_576;

describe('a layer that is packed', () => {
  it.each([0, 1, 100, block - 1, block, block + 1, 5 * block + 17])(
    'of %i bytes is the same again',
    async (size) => {
      const bytes = text(size);
      const packed = await pack(bytes);
      expect(gunzipSync(packed).equals(bytes)).toBe(true);
      expect((await pack(bytes)).equals(packed)).toBe(true);
    },
  );

  it('is one member that gzip itself takes', async () => {
    const bytes = text(3 * block);
    writeFileSync(folder.in('layer.gz'), await pack(bytes));
    execFileSync('gzip', ['-t', folder.in('layer.gz')]);
    const [, packed] = execFileSync('gzip', ['-l', folder.in('layer.gz')], { encoding: 'utf8' })
      .trim()
      .split('\n');
    expect(packed).toContain(String(bytes.length));
  });

  it('is hardly larger than in one stream', async () => {
    const bytes = text(4 * block);
    const { gzipSync } = await import('node:zlib');
    expect((await pack(bytes)).length).toBeLessThan(gzipSync(bytes, { level: 4 }).length * 1.02);
  });

  it('is never given to its end where it is not what its image says', async () => {
    const bytes = text(2 * block);
    const pieces: Buffer[] = [];
    const reading = (async () => {
      for await (const piece of gzip(memoryContent(bytes, 'layer'), digestOf(Buffer.from('other'))))
        pieces.push(piece);
    })();
    await expect(reading).rejects.toThrow('layer does not hold what it is called');
    expect(() => gunzipSync(Buffer.concat(pieces))).toThrow();
  });

  it('is refused where it is cut off', async () => {
    const bytes = text(2 * block);
    const content = { ...memoryContent(bytes, 'layer'), size: bytes.length + 5 };
    await expect(collect(gzip(content, digestOf(bytes)))).rejects.toThrow('is cut off');
  });
});

it('the checksum is the one that Node has', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (one, other) => {
      const both = [Buffer.from(one), Buffer.from(other)] as const;
      expect(byTable(both[1], byTable(both[0], 0))).toBe(nodeCrc32(Buffer.concat(both)));
    }),
  );
});

describe('content that is read once', () => {
  it.each([0, 1, block, 2 * block + 5])('of %i bytes is given whole', async (size) => {
    const bytes = text(size);
    expect((await collect(verified(memoryContent(bytes, 'layer'), digestOf(bytes)))).equals(bytes)).toBe(
      true,
    );
  });

  it('is not given to its end where its digest is another', async () => {
    const bytes = text(2 * block + 5);
    let given = 0;
    const reading = (async () => {
      for await (const piece of verified(memoryContent(bytes, 'layer'), digestOf(Buffer.from('x'))))
        given += piece.length;
    })();
    await expect(reading).rejects.toThrow('does not hold what it is called');
    expect(given).toBe(2 * block);
  });

  it('is refused where it ends before its size', async () => {
    const content = { ...memoryContent(Buffer.from('abc'), 'layer'), size: 9 };
    await expect(collect(verified(content, digestOf(Buffer.from('abc'))))).rejects.toThrow(
      'ends after 3 of 9 bytes',
    );
  });
});
