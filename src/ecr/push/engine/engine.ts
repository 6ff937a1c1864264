import { type ClientRequest, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { Failure, usage } from '../../../failure.ts';
import { isLoopback } from '../../registry/location.ts';

/** An image as an engine describes it: https://docs.docker.com/reference/api/engine/ */
export interface EngineImage {
  /** The digest of its configuration, or, where the engine keeps images packed, of its manifest. */
  readonly Id: string;
  readonly RepoTags?: readonly string[] | null;
  /** `host/web@sha256:…` for each repository that it was pulled from or pushed to. */
  readonly RepoDigests?: readonly string[] | null;
  readonly Os?: string;
  readonly Architecture?: string;
  readonly Variant?: string;
}

/** A line of what an engine tells while it pushes. */
export interface PushLine {
  readonly id?: string;
  readonly status?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
  readonly aux?: { readonly Digest?: string };
  readonly errorDetail?: { readonly message?: string };
  readonly error?: string;
}

const usualSocket = '/var/run/docker.sock';

/** A running engine of Docker's kind, by its API. */
export class Engine {
  readonly #where: RequestOptions;
  readonly #name: string;
  readonly #signal: AbortSignal;

  /** @throws Failure `usage` for a DOCKER_HOST that leads off this machine: the token would go there. */
  constructor(env: Readonly<Record<string, string | undefined>>, signal: AbortSignal) {
    this.#name = env.DOCKER_HOST || `unix://${usualSocket}`;
    this.#where = addressOf(this.#name);
    this.#signal = signal;
  }

  async image(name: string): Promise<EngineImage> {
    const answer = await this.#ask('GET', `/images/${name}/json`);
    if (answer.status === 404) {
      throw new Failure('not-found', `the engine has no image ${name}`, {
        hint: 'see what it has with: docker images',
      });
    }
    return this.#fine(answer);
  }

  async tag(name: string, repository: string, tag: string): Promise<void> {
    const words = new URLSearchParams({ repo: repository, tag });
    this.#fine(await this.#ask('POST', `/images/${name}/tag?${words}`));
  }

  /** Takes a name from an image that has others. */
  async untag(name: string): Promise<void> {
    await this.#ask('DELETE', `/images/${name}?noprune=true`);
  }

  /**
   * Has the engine push, and hands on what it tells.
   * @param login as the header `X-Registry-Auth` has it.
   * @throws Failure `refused` in the engine's words.
   */
  async *push(repository: string, tag: string, login: object): AsyncGenerator<PushLine> {
    const header = Buffer.from(JSON.stringify(login)).toString('base64url');
    const path = `/images/${repository}/push?${new URLSearchParams({ tag })}`;
    const incoming = await this.#send('POST', path, { 'x-registry-auth': header });
    if (incoming.statusCode !== 200) this.#fine(await read(incoming));
    let rest = '';
    for await (const piece of incoming.setEncoding('utf8') as AsyncIterable<string>) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.trim() !== '') yield checked(JSON.parse(line));
    }
    if (rest.trim() !== '') yield checked(JSON.parse(rest));
  }

  async #ask(method: string, path: string): Promise<Answer> {
    return read(await this.#send(method, path));
  }

  #send(method: string, path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const outgoing: ClientRequest = request(
        { ...this.#where, method, path, headers: { host: 'docker', ...headers }, signal: this.#signal },
        resolve,
      );
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        reject(this.#signal.aborted ? this.#signal.reason : this.#unreachable(error));
      });
      outgoing.end();
    });
  }

  #unreachable({ code, message }: NodeJS.ErrnoException): Failure {
    const isDenied = code === 'EACCES' || code === 'EPERM';
    return new Failure('refused', `no engine answers at ${this.#name} (${code ?? message})`, {
      hint: isDenied
        ? 'your user may not use it: join the group docker, or push an archive of "docker save"'
        : 'start it, set DOCKER_HOST, or push an archive of "docker save", which needs no engine',
    });
  }

  #fine<Value>({ status, body }: Answer): Value {
    const value: unknown = parse(body);
    if (status < 300) return value as Value;
    const { message = `status ${status}` } = (value ?? {}) as { message?: string };
    throw new Failure('refused', `the engine refuses: ${message}`);
  }
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

async function read(incoming: IncomingMessage): Promise<Answer> {
  let body = '';
  for await (const piece of incoming.setEncoding('utf8') as AsyncIterable<string>) body += piece;
  return { status: incoming.statusCode ?? 0, body };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body || 'null');
  } catch {
    return undefined;
  }
}

function checked(line: PushLine): PushLine {
  const said = line.errorDetail?.message ?? line.error;
  if (said === undefined) return line;
  throw new Failure('refused', `the engine could not push: ${said}`, {
    hint: 'run the same command again: what has arrived is not sent again',
  });
}

function addressOf(host: string): RequestOptions {
  if (host.startsWith('unix://')) return { socketPath: host.slice('unix://'.length) };
  const url = URL.canParse(host) ? new URL(host) : undefined;
  if (url && /^(tcp|http):$/.test(url.protocol) && isLoopback(url.hostname)) {
    return { host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port || '2375' };
  }
  throw usage(
    `DOCKER_HOST: "${host}" is no engine on this machine`,
    'use unix:///PATH or tcp://127.0.0.1:PORT, or push an archive of "docker save"',
  );
}
