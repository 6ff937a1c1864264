import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packing } from '../../../../src/ecr/upload/gzip.ts';
import { LayerMemory } from '../../../../src/ecr/upload/layer-memory.ts';
import { digestOf } from '../../../support/registry/registry.ts';
import { scratchFolder } from '../../../support/scratch-folder.ts';

const scratch = scratchFolder();
const diffId = digestOf('a tar');
const packed = { digest: digestOf('what it became'), size: 17 };

/** A memory in a cache of its own, and the folder that it writes to. */
function memoryIn(name: string): { memory: LayerMemory; folder: string } {
  const cache = scratch.in(name);
  const folder = join(cache, 'ecsctl', 'layers', packing);
  mkdirSync(folder, { recursive: true });
  return { memory: new LayerMemory({ XDG_CACHE_HOME: cache }), folder };
}

it('what a layer became is known the next time', async () => {
  const { memory } = memoryIn('good');
  expect(await memory.recall(diffId)).toBeUndefined();
  await memory.keep(diffId, packed);
  expect(await memory.recall(diffId)).toEqual(packed);
});

it('a full disk costs what would have been remembered, and nothing is left of it', async () => {
  const { memory, folder } = memoryIn('full');
  symlinkSync('/dev/full', join(folder, `${diffId.slice('sha256:'.length)}.${process.pid}`));
  await memory.keep(diffId, packed);
  expect(await memory.recall(diffId)).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
});

it('a folder that is none costs the same', async () => {
  writeFileSync(scratch.in('file'), '');
  const memory = new LayerMemory({ XDG_CACHE_HOME: scratch.in('file') });
  await memory.keep(diffId, packed);
  expect(await memory.recall(diffId)).toBeUndefined();
});

it.each(['', '{', 'null', '{"digest":"sha256:1","size":3}', `{"digest":"${packed.digest}","size":-1}`])(
  '%j is no memory',
  async (text) => {
    const { memory, folder } = memoryIn('bad');
    writeFileSync(join(folder, diffId.slice('sha256:'.length)), text);
    expect(await memory.recall(diffId)).toBeUndefined();
  },
);
