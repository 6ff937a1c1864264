import { createHash, randomBytes } from 'node:crypto';
import { fstatSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LayerBytes } from '../../../../../src/sandbox/services/ecr/layer-bytes.ts';
import { Scratch } from '../../../../../src/sandbox/world/scratch.ts';

class CountedScratch extends Scratch {
  readonly opened: number[] = [];

  override open(): number {
    const file = super.open();
    this.opened.push(file);
    return file;
  }
}

describe('the bytes of a layer', () => {
  it.each([
    ['few', [10, 20, 0, 5], 0],
    ['many', [3_000_000, 3_000_000, 1, 2_500_000], 1],
  ])('are given back as they came, %s of them', (_, sizes, files) => {
    const scratch = new CountedScratch();
    const bytes = new LayerBytes(scratch);
    const chunks = sizes.map((size) => randomBytes(size));
    for (const chunk of chunks) bytes.append(chunk);
    const whole = Buffer.concat(chunks);
    expect(Buffer.concat([...bytes.read()]).equals(whole)).toBe(true);
    expect([bytes.size, bytes.digest]).toEqual([
      whole.length,
      `sha256:${createHash('sha256').update(whole).digest('hex')}`,
    ]);
    expect(scratch.opened).toHaveLength(files);
    scratch.close();
  });

  it('take no room once they are given up, or the world is closed', () => {
    const scratch = new CountedScratch();
    const [one, other] = [new LayerBytes(scratch), new LayerBytes(scratch)];
    for (const bytes of [one, other]) bytes.append(Buffer.alloc(5_000_000));
    const [first = 0, second = 0] = scratch.opened;
    one.release();
    expect(() => fstatSync(first)).toThrow('EBADF');
    expect(fstatSync(second)).toMatchObject({ size: 5_000_000, nlink: 0 });
    scratch.close();
    expect(() => fstatSync(second)).toThrow('EBADF');
  });
});
