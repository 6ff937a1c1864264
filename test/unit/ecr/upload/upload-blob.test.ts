import { afterEach, describe, expect, it } from 'vitest';
import type { StoredBlob, UnpackedLayer } from '../../../../src/ecr/image/image.ts';
import { Registry } from '../../../../src/ecr/registry/registry.ts';
import { keepToken } from '../../../../src/ecr/registry/token.ts';
import { memoryContent } from '../../../../src/ecr/source/content.ts';
import { uploadPacked, uploadStored } from '../../../../src/ecr/upload/upload-blob.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { digestOf, type RegistryOptions, startRegistry } from '../../../support/registry/registry.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const bytes = Buffer.from('content '.repeat(1000));
const content = memoryContent(bytes, 'layer');
const stored: StoredBlob = {
  kind: 'stored',
  digest: digestOf(bytes),
  size: bytes.length,
  role: 'layer',
  content,
};
const unpacked: UnpackedLayer = { kind: 'unpacked', diffId: digestOf(bytes), content };
const watch = { began: () => {}, sent: () => {}, committing: () => {} };

/** A registry whose token runs out as soon as an upload has begun. */
async function forgetful(options: RegistryOptions = {}) {
  let good = 1;
  const server = await startRegistry({
    ...options,
    isLikeEcr: true,
    token: () => `Basic ${good}`,
    fault: ({ method, turn }) => {
      if ((method === 'PUT' || method === 'PATCH') && turn === 1) good = 2;
      return undefined;
    },
  });
  const clock = new FakeClock();
  const { signal } = new AbortController();
  let given = 0;
  const tokens = keepToken(
    async () => {
      given += 1;
      return { header: `Basic ${given}` };
    },
    () => clock.now(),
  );
  const origin = new URL(`http://${server.host}`);
  const registry = new Registry({ origin, repository: 'web', clock, signal, tokens });
  open.push(registry, server);
  return { server, clock, options: { registry, signal, watch } };
}

describe('a token that runs out in the middle of a blob', () => {
  it('is got anew, and the blob is sent again without a pause', async () => {
    const { server, clock, options } = await forgetful();
    expect(await uploadStored(stored, options)).toBe('sent');
    expect(server.repository('web').blobs.get(stored.digest)?.equals(bytes)).toBe(true);
    expect(clock.sleeps).toEqual([0]);
    expect(server.requests.filter(({ method }) => method === 'PUT').length).toBe(2);
  });

  it('does no harm to a layer that is packed on its way', async () => {
    const { server, options } = await forgetful();
    const { arrival, packed } = await uploadPacked(unpacked, undefined, options);
    expect(arrival).toBe('sent');
    expect(server.repository('web').blobs.get(packed.digest)?.length).toBe(packed.size);
  });
});
