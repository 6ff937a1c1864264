import { Failure } from '../failure.ts';
import type { Clock } from './clock.ts';

/** Codes of Node for an address where nobody is: a name that does not resolve, a closed port, no route. */
const unreachableCodes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** Milliseconds within which an endpoint that has not been heard of yet must begin to answer a read. */
const firstAnswerPatience = 4000;

/** The error says that no connection came about. */
export function isUnreachable(error: unknown): error is Error & { code?: string } {
  if (!(error instanceof Error)) return false;
  const { code = '' } = error as { code?: string };
  return (
    unreachableCodes.includes(code) ||
    (error.name === 'TimeoutError' && /connection|connect/i.test(error.message))
  );
}

/** Thrown without a cause: the SDK looks for retryable errors along the chain of causes, and would go on. */
export function unreachable(request: unknown, error: Error & { code?: string }): Failure {
  const why = error.code ?? 'no connection in time';
  return new Failure('refused', `nothing answers at ${addressOf(request)} (${why})`, {
    hint: 'check the network, the region, and AWS_ENDPOINT_URL or --endpoint-url where one is set',
  });
}

/**
 * Tells a wrong address, where something takes connections and never says a word, from a slow AWS: only an endpoint
 * that has answered before is given the full time.
 */
export class FirstAnswers {
  readonly #clock: Clock;
  readonly #heard = new Set<string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The answer, or a `refused` failure when an endpoint that was never heard of stays silent. */
  async of<Answer>(request: unknown, answer: Promise<Answer>): Promise<Answer> {
    const address = addressOf(request);
    if (this.#heard.has(address)) return answer;
    const inTime = new AbortController();
    const silence = this.#clock.sleep(firstAnswerPatience, inTime.signal).then(() => {
      throw new Failure('refused', `${address} takes connections and does not answer`, {
        hint: 'check AWS_ENDPOINT_URL or --endpoint-url where one is set, and any proxy or firewall on the way',
      });
    });
    try {
      return await Promise.race([answer, silence]);
    } finally {
      inTime.abort();
      answer.then(
        () => this.#heard.add(address),
        (error) => error?.$metadata?.httpStatusCode && this.#heard.add(address),
      );
    }
  }
}

function addressOf(request: unknown): string {
  const { protocol, hostname, port } = request as { protocol: string; hostname: string; port?: number };
  return `${protocol}//${hostname}${port ? `:${port}` : ''}`;
}
