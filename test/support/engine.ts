import { createServer } from 'node:http';
import { Registry } from '../../src/ecr/registry/registry.ts';
import { FakeClock } from './fake-clock.ts';
import type { MadeImage } from './image/images.ts';

/** A request as the engine got it. */
export interface EngineCall {
  readonly method: string;
  readonly path: string;
  readonly auth?: unknown;
}

export interface TestEngine {
  readonly calls: readonly EngineCall[];
  close(): Promise<void>;
}

/** An engine of Docker's kind that has one image, and really pushes it: to the registry that it is told. */
export async function startEngine(socket: string, image: MadeImage, fault?: string): Promise<TestEngine> {
  const calls: EngineCall[] = [];
  const names = new Set(['web:local']);
  const describe = () => ({
    ...{ Id: image.config.digest, RepoTags: [...names], Os: 'linux', Architecture: 'amd64' },
    RepoDigests: [],
  });
  const server = createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', 'http://docker');
    const header = incoming.headers['x-registry-auth'];
    const auth = header && JSON.parse(Buffer.from(String(header), 'base64url').toString());
    calls.push({ method: incoming.method ?? '', path: url.pathname + url.search, ...(auth && { auth }) });
    const [, name = '', what] = /^\/images\/(.+?)(?:\/(json|tag|push))?$/.exec(url.pathname) ?? [];
    const known = names.has(name);
    if (incoming.method === 'DELETE') names.delete(name);
    if (what === 'tag') names.add(`${url.searchParams.get('repo')}:${url.searchParams.get('tag')}`);
    if (what === 'json')
      outgoing.writeHead(known ? 200 : 404).end(JSON.stringify(known ? describe() : { message: 'no' }));
    else if (what === 'push') {
      outgoing.writeHead(200);
      const tell = (line: object) => outgoing.write(`${JSON.stringify(line)}\r\n`);
      await pushAll(image, name, url.searchParams.get('tag') ?? '', auth, tell, fault);
      outgoing.end();
    } else outgoing.writeHead(201).end();
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { calls, close };
}

async function pushAll(
  image: MadeImage,
  name: string,
  tag: string,
  login: { username?: string; password?: string },
  tell: (line: object) => void,
  fault: string | undefined,
): Promise<void> {
  if (fault) return tell({ errorDetail: { message: fault }, error: fault });
  const [host = '', ...repository] = name.split('/');
  const token = Buffer.from(`${login.username}:${login.password}`).toString('base64');
  const header = `Basic ${token}`;
  const registry = new Registry({
    ...{ origin: new URL(`http://${host}`), repository: repository.join('/'), clock: new FakeClock() },
    signal: new AbortController().signal,
    ...(login.username && { tokens: { token: async () => header, renew: async () => header } }),
  });
  const { signal } = new AbortController();
  for (const [index, { name: path, bytes = Buffer.alloc(0) }] of image.files.entries()) {
    const digest = path.replace('blobs/sha256/', 'sha256:');
    if (digest === image.digest) continue;
    const id = `layer${index}`;
    if (await registry.hasBlob(digest)) {
      tell({ status: 'Layer already exists', progressDetail: {}, id });
      continue;
    }
    tell({ status: 'Pushing', progressDetail: { current: bytes.length, total: bytes.length }, id });
    const upload = await registry.begin(digest, signal);
    if (upload.kind !== 'open') throw new Error('nothing was to be mounted');
    const pieces = (async function* () {
      yield bytes;
    })();
    await registry.put(upload.url, digest, { length: bytes.length, pieces }, signal);
    tell({ status: 'Pushed', progressDetail: {}, id });
  }
  const manifest = image.files.find((file) => file.name.endsWith(image.digest.slice('sha256:'.length)));
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const { digest } = image;
  await registry.putManifest(tag, {
    digest,
    mediaType,
    bytes: manifest?.bytes ?? Buffer.alloc(0),
    blobs: [],
    children: [],
  });
  registry.close();
  tell({ status: `${tag}: digest: ${digest} size: ${image.size}` });
  tell({ progressDetail: {}, aux: { Tag: tag, Digest: digest, Size: image.size } });
}
