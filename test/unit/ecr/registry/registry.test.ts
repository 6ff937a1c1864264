import { setMaxListeners } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { RegistryOptions } from '../../../../src/ecr/registry/caller.ts';
import type { RegistryRefusal } from '../../../../src/ecr/registry/refusal.ts';
import { Registry } from '../../../../src/ecr/registry/registry.ts';
import { keepToken } from '../../../../src/ecr/registry/token.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { startRegistry, type TestRegistry } from '../../../support/registry/registry.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function registryAt(host: string, options: Partial<RegistryOptions> = {}): Registry {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const origin = new URL(`http://${host}`);
  const registry = new Registry({ origin, repository: 'web', clock: new FakeClock(), signal, ...options });
  open.push(registry);
  return registry;
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: RegistryRefusal) => error,
  );
const signal = () => new AbortController().signal;

describe('the token', () => {
  async function withToken(good: () => string): Promise<{ server: TestRegistry; registry: Registry }> {
    const server = await startRegistry({ token: good });
    open.push(server);
    let count = 0;
    const tokens = keepToken(
      async () => {
        count += 1;
        return { header: `Basic ${count}` };
      },
      () => new Date(),
    );
    return { server, registry: registryAt(server.host, { tokens }) };
  }

  it('is shown with every request, and got anew when it is not taken any more', async () => {
    let good = 'Basic 1';
    const { server, registry } = await withToken(() => good);
    expect(await registry.hasBlob(`sha256:${'0'.repeat(64)}`)).toBe(false);
    good = 'Basic 2';
    expect(await registry.hasBlob(`sha256:${'0'.repeat(64)}`)).toBe(false);
    expect(server.requests.map(({ headers, status }) => [headers.authorization, status])).toEqual([
      ['Basic 1', 404],
      ['Basic 1', 401],
      ['Basic 2', 404],
    ]);
  });

  it('is got anew once: who is not let in then is told so', async () => {
    const { registry } = await withToken(() => 'Basic never');
    const error = await refusal(registry.manifest('1'));
    expect(error).toMatchObject({ kind: 'refused', status: 401 });
    expect(error?.message).toContain('does not let anybody read the manifest of 1');
  });

  it('is not shown to another host', async () => {
    const seen: (string | undefined)[] = [];
    const other = await serve((incoming, outgoing) => {
      seen.push(incoming.headers.authorization);
      incoming.resume().on('end', () => outgoing.writeHead(201).end());
    });
    const tokens = keepToken(
      async () => ({ header: 'Basic 1' }),
      () => new Date(),
    );
    const registry = registryAt('127.0.0.1:1', { tokens });
    const body = { length: 0, pieces: (async function* () {})() };
    await registry.put(new URL(`http://${other}/upload`), `sha256:${'0'.repeat(64)}`, body, signal());
    expect(seen).toEqual([undefined]);
  });
});

describe('a refusal', () => {
  async function answering(status: number, body = '', headers = {}): Promise<Registry> {
    return registryAt(await serve((_, outgoing) => outgoing.writeHead(status, headers).end(body)));
  }
  const errors = (code: string, message: string) => JSON.stringify({ errors: [{ code, message }] });

  it('names the action that is missing', async () => {
    const message =
      'User: arn:aws:sts::1:assumed-role/ci is not authorized to perform: ecr:InitiateLayerUpload on resource: arn:aws:ecr:eu-west-1:1:repository/web because no identity-based policy allows it';
    const registry = await answering(403, errors('DENIED', message));
    const error = await refusal(registry.begin('a layer', signal()));
    expect(error).toMatchObject({
      code: 'DENIED',
      hint: 'the caller needs the IAM action ecr:InitiateLayerUpload',
    });
    expect(error?.message).toContain('repository/web');
  });

  it('without a word names all that a push takes', async () => {
    const registry = await answering(403);
    const error = await refusal(registry.begin('a layer', signal()));
    expect(error?.hint).toContain('ecr:InitiateLayerUpload, ecr:UploadLayerPart');
  });

  it.each([
    [404, 'NAME_UNKNOWN', 'there is no repository web'],
    [
      400,
      'MANIFEST_INVALID',
      'answered 400 when asked to begin the upload of a layer: MANIFEST_INVALID: why',
    ],
    [502, '', 'answered 502'],
  ])('%s %s', async (status, code, words) => {
    const registry = await answering(status, code ? errors(code, 'why.') : '<html>');
    expect((await refusal(registry.begin('a layer', signal())))?.message).toContain(words);
  });

  it('of a body that is still being sent ends the sending', async () => {
    const host = await serve((_, outgoing) =>
      outgoing.writeHead(400).end(errors('SIZE_INVALID', 'too large')),
    );
    let given = 0;
    const pieces = (async function* () {
      for (; given < 500; given += 1) yield Buffer.alloc(1_048_576);
    })();
    const url = new URL(`http://${host}/upload`);
    const error = await refusal(
      registryAt(host).put(url, 'sha256:0', { length: 500 * 1_048_576, pieces }, signal()),
    );
    expect(error).toMatchObject({ status: 400, code: 'SIZE_INVALID' });
    expect(given).toBeLessThan(100);
  });
});

describe('silence', () => {
  const patience = { idle: 60, commit: 300 };

  it('is not borne for ever', async () => {
    const registry = registryAt(await serve(() => {}), { patience });
    await expect(registry.manifest('1')).rejects.toThrow('broke off (ETIMEDOUT)');
  });

  it('is borne for longer when all has been sent', async () => {
    const host = await serve((incoming, outgoing) => {
      incoming.resume().on('end', () => setTimeout(() => outgoing.writeHead(201).end(), 150));
    });
    const told: string[] = [];
    const body = {
      length: 3,
      pieces: (async function* () {
        yield Buffer.from('abc');
      })(),
      onSent: (bytes: number) => told.push(`${bytes} sent`),
      onCommitting: () => told.push('committing'),
    };
    await registryAt(host, { patience }).put(new URL(`http://${host}/upload`), 'sha256:0', body, signal());
    expect(told).toEqual(['3 sent', 'committing']);
  });
});

it('a manifest that was kept as something else is not taken for kept', async () => {
  const other = `sha256:${'f'.repeat(64)}`;
  const host = await serve((incoming, outgoing) => {
    incoming.resume().on('end', () => outgoing.writeHead(201, { 'docker-content-digest': other }).end());
  });
  const manifest = {
    digest: `sha256:${'0'.repeat(64)}`,
    mediaType: 'x',
    bytes: Buffer.from('{}'),
    blobs: [],
    children: [],
  };
  await expect(registryAt(host).putManifest('1', manifest)).rejects.toThrow(
    `kept the manifest 1 as ${other}`,
  );
});
