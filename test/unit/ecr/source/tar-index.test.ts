import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Positioned } from '../../../../src/ecr/source/content.ts';
import { indexTar } from '../../../../src/ecr/source/tar-index.ts';
import { tar } from '../../../support/image/tar.ts';
import { scratchFolder } from '../../../support/scratch-folder.ts';

const folder = scratchFolder();

function positioned(bytes: Buffer): Positioned {
  return {
    size: bytes.length,
    // Files may give less than was asked for.
    readAt: async (into, position) =>
      position < bytes.length ? bytes.copy(into, 0, position, position + Math.min(into.length, 300)) : 0,
    close: async () => {},
  };
}

const contents = async (bytes: Buffer) => {
  const { entries, isClosed } = await indexTar(positioned(bytes), 'image.tar');
  const files = [...entries].map(([name, { offset, size }]) => [
    name,
    bytes.toString('utf8', offset, offset + size),
  ]);
  return { files: Object.fromEntries(files), isClosed };
};

const long = `${'folder/'.repeat(30)}layer.tar`;

describe('an archive', () => {
  it('gives its files, those with long names and links among them', async () => {
    const files = [
      { name: './a', bytes: Buffer.from('one') },
      { name: long, bytes: Buffer.from('two') },
      { name: 'sub/b', link: '../a' },
      { name: 'sub/c', link: './b' },
      { name: 'd', hardLink: 'sub/c' },
      { name: 'lost', link: 'nowhere' },
      { name: 'round', link: 'round' },
    ];
    const expected = { a: 'one', [long]: 'two', 'sub/b': 'one', 'sub/c': 'one', d: 'one' };
    expect(await contents(tar(files))).toEqual({ files: expected, isClosed: true });
    expect(await contents(tar(files, { longNames: 'gnu', isOpen: true }))).toEqual({
      files: expected,
      isClosed: false,
    });
  });

  it.each(['gnu', 'pax', 'ustar'])('as tar itself writes it, as %s', async (format) => {
    const name = `${'n'.repeat(90)}/file`;
    mkdirSync(folder.in(`${format}/${'n'.repeat(90)}`), { recursive: true });
    writeFileSync(folder.in(`${format}/${name}`), 'text');
    symlinkSync(`${'n'.repeat(90)}/file`, folder.in(`${format}/link`));
    execFileSync('tar', [
      `--format=${format}`,
      '-cf',
      folder.in(`${format}.tar`),
      '-C',
      folder.in(format),
      '.',
    ]);
    const { files } = await contents(readFileSync(folder.in(`${format}.tar`)));
    expect(files).toEqual({ [name]: 'text', link: 'text' });
  });

  it('may hold files that are larger than eleven octal digits can say', async () => {
    const bytes = tar([{ name: 'a', bytes: Buffer.from('one') }]);
    bytes.write('\x80\0\0\0\0\0\0\0\0\0\0\x03', 124, 'latin1');
    bytes.write('        ', 148);
    const sum = bytes.subarray(0, 512).reduce((total, byte) => total + byte, 0);
    bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    expect((await contents(bytes)).files).toEqual({ a: 'one' });
  });

  it('is refused wherever it is cut off in the middle of something', async () => {
    const whole = tar([
      { name: 'a', bytes: Buffer.alloc(700, 1) },
      { name: long, bytes: Buffer.alloc(2000, 2) },
    ]);
    const end = whole.length - 1024;
    for (let length = 1; length < end; length += 37) {
      const result = indexTar(positioned(whole.subarray(0, length)), 'image.tar');
      const isBetween = await result.then(
        ({ isClosed }) => !isClosed,
        (error) => /is cut off/.test(error.message),
      );
      expect(isBetween).toBe(true);
    }
  });

  it.each([
    ['something else', Buffer.alloc(2000, 'x'), 'is no tar archive'],
    [
      'one with a broken header',
      Buffer.concat([tar([{ name: 'a' }], { isOpen: true }), Buffer.alloc(512, 7)]),
      'is broken',
    ],
  ])('is not %s', async (_, bytes, naming) => {
    await expect(indexTar(positioned(bytes), 'image.tar')).rejects.toThrow(naming);
  });
});
