import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, type Habits, Repository, refuse } from './repository.ts';

/** A request as a test sees it. */
export interface Seen {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** The how-manieth of this method at such a path. */
  readonly turn: number;
  /** Bytes of the body that have arrived. */
  received: number;
  status: number;
}

/** What goes wrong with a request. */
export type Fault =
  /** Answered so, and not done. */
  | { readonly status: number; readonly code?: string; readonly headers?: Record<string, string> }
  /** The connection is cut when so many bytes of the body have arrived. */
  | { readonly cutAfter: number }
  /** Done, and the answer is lost. */
  | { readonly loseAnswer: true };

export interface RegistryOptions extends Habits {
  /** What `authorization` must be; a function where that changes. */
  readonly token?: () => string;
  readonly fault?: (seen: Seen) => Fault | undefined;
}

export interface TestRegistry {
  /** `127.0.0.1:40123` */
  readonly host: string;
  readonly requests: readonly Seen[];
  repository(name: string): Repository;
  close(): Promise<void>;
}

/** A registry for tests, in the process of the test: real HTTP, checked digests, and ECR's ways where they are asked for. */
export async function startRegistry(options: RegistryOptions = {}): Promise<TestRegistry> {
  const repositories = new Map<string, Repository>();
  const requests: Seen[] = [];
  const repository = (name: string) => {
    const known = repositories.get(name) ?? new Repository(name, options, repository);
    repositories.set(name, known);
    return known;
  };
  const server = createServer((incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', 'http://registry');
    const { method = 'GET', headers } = incoming;
    const kind = kindOf(url.pathname);
    const turn = requests.filter((one) => one.method === method && kindOf(one.path) === kind).length + 1;
    const { pathname: path, searchParams: query } = url;
    const seen: Seen = { method, path, query, headers, turn, received: 0, status: 0 };
    requests.push(seen);
    void serve({ incoming, outgoing, seen, options, repository }).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { host: `127.0.0.1:${port}`, requests, repository, close };
}

interface Visit {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly seen: Seen;
  readonly options: RegistryOptions;
  readonly repository: (name: string) => Repository;
}

async function serve({ incoming, outgoing, seen, options, repository }: Visit): Promise<void> {
  const fault = options.fault?.(seen);
  const { socket } = incoming;
  if (fault && 'status' in fault)
    return answer(outgoing, seen, refuse(fault.status, fault.code, fault.headers));
  if (options.token && incoming.headers.authorization !== options.token()) {
    const challenge = { 'www-authenticate': 'Basic realm="registry"' };
    return answer(outgoing, seen, refuse(401, 'UNAUTHORIZED', challenge));
  }
  const body = await read(incoming, seen, fault && 'cutAfter' in fault ? fault.cutAfter : undefined);
  if (!body) return void socket.resetAndDestroy();
  const [, name = '', rest = ''] = /^\/v2\/(.+?)\/((?:blobs|manifests)\/.*)$/.exec(seen.path) ?? [];
  if (options.dropsUnknown?.(name)) return void socket.resetAndDestroy();
  const done = options.isUnknown?.(name)
    ? refuse(404, 'NAME_UNKNOWN')
    : repository(name).answer(seen, rest, body);
  if (fault && 'loseAnswer' in fault) return void socket.resetAndDestroy();
  answer(outgoing, seen, done);
}

/** Undefined where the connection was to be cut on the way. */
async function read(
  incoming: IncomingMessage,
  seen: Seen,
  cutAfter: number | undefined,
): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  if (cutAfter === 0) return undefined;
  for await (const piece of incoming as AsyncIterable<Buffer>) {
    seen.received += piece.length;
    if (cutAfter !== undefined && seen.received >= cutAfter) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function answer(outgoing: ServerResponse, seen: Seen, { status, headers = {}, body = '' }: Answer): void {
  seen.status = status;
  outgoing.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
  outgoing.end(seen.method === 'HEAD' ? undefined : body);
}

function kindOf(path: string): string {
  return /\/(blobs\/uploads|blobs|manifests)\//.exec(path)?.[1] ?? path;
}

export function digestOf(bytes: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
