import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Clock } from '../../aws/clock.ts';
import { Failure } from '../../failure.ts';
import { exchange, type HttpAnswer, type HttpRequest, type Patience, usualPatience } from './exchange.ts';
import { isTokenStale, RegistryRefusal } from './refusal.ts';
import { type Retrying, retrying } from './retry.ts';
import type { TokenProvider } from './token.ts';

export interface RegistryOptions {
  /** Scheme, host and port. */
  readonly origin: URL;
  readonly repository: string;
  /** Absent for a registry that asks for none. */
  readonly tokens?: TokenProvider | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly patience?: Patience;
  /** Told of each request when it has ended: `PUT /v2/web/manifests/1.2 201 14 ms`. Never of a query: it may hold a secret. */
  readonly onRequest?: ((line: string) => void) | undefined;
  /** Between 0 and 1, to draw pauses by. */
  readonly random?: () => number;
}

/** What a request is to be. */
export interface Ask {
  readonly method: string;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: HttpRequest['body'];
  /** `put the manifest`, as what follows "to". */
  readonly what: string;
  /** The statuses that are no refusal. */
  readonly fine: readonly number[];
  readonly signal?: AbortSignal;
}

/** Sends requests to a registry: shows it the token, and tries again what may be tried again. */
export class Caller {
  readonly #options: RegistryOptions;
  readonly #agent: Agent;
  #heard = false;
  #retries = 0;

  constructor(options: RegistryOptions) {
    this.#options = options;
    const manners = { keepAlive: true, scheduling: 'lifo' } as const;
    this.#agent = options.origin.protocol === 'https:' ? new TlsAgent(manners) : new Agent(manners);
  }

  /** How often something was tried again. */
  get retries(): number {
    return this.#retries;
  }

  get retrying(): Retrying {
    const { clock, signal, random = Math.random } = this.#options;
    const onRetry = () => {
      this.#retries += 1;
    };
    return { clock, signal, random, onRetry };
  }

  close(): void {
    this.#agent.destroy();
  }

  /** Of what is small, and does no harm when it is done twice. */
  patiently(ask: Ask): Promise<HttpAnswer> {
    return retrying(() => this.send(ask), this.retrying);
  }

  /**
   * Shows the token to the registry's own host only, and gets another one where it is not taken any more. What is sent in
   * pieces cannot be sent twice: whoever has the pieces tries again.
   * @throws RegistryRefusal for a status that is not fine.
   */
  async send(ask: Ask): Promise<HttpAnswer> {
    const { tokens, origin, repository } = this.#options;
    const shown = ask.url.origin === origin.origin ? await tokens?.token() : undefined;
    const answer = await this.#exchange(ask, shown);
    if (ask.fine.includes(answer.status)) return answer;
    const asked = { host: origin.host, repository, what: ask.what };
    if (shown === undefined || !tokens || !isTokenStale(answer)) throw new RegistryRefusal(asked, answer);
    const fresh = await tokens.renew(shown);
    if (isStream(ask.body)) throw new RegistryRefusal(asked, answer, fresh !== shown);
    const second = await this.#exchange(ask, fresh);
    if (ask.fine.includes(second.status)) return second;
    throw new RegistryRefusal(asked, second);
  }

  /** Where nothing was ever heard of, nobody is: further tries would only take time. */
  async #exchange(ask: Ask, token: string | undefined): Promise<HttpAnswer> {
    const { origin, signal, onRequest, patience = usualPatience } = this.#options;
    const { method, url, body } = ask;
    const beganAt = performance.now();
    const log = (how: string | number) => {
      const took = Math.round(performance.now() - beganAt);
      onRequest?.(`registry ${method} ${url.pathname} ${how} ${took} ms`);
    };
    const headers = {
      ...ask.headers,
      ...(token !== undefined && { authorization: token }),
      'user-agent': 'ecsctl',
    };
    try {
      const request = { method, url, headers, ...(body && { body }), signal: ask.signal ?? signal };
      const answer = await exchange(request, this.#agent, patience);
      this.#heard = true;
      log(answer.status);
      return answer;
    } catch (error) {
      const { code = '' } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
      log(code || 'broken off');
      if (this.#heard || !nobody.includes(code)) throw error;
      throw new Failure('refused', `nothing answers at ${origin.origin} (${code})`, {
        hint: 'check the host, the port and the network',
        cause: error,
      });
    }
  }
}

const nobody = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH'];

function isStream(body: HttpRequest['body']): boolean {
  return body !== undefined && !(body instanceof Uint8Array);
}
