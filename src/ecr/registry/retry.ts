import type { Clock } from '../../aws/clock.ts';
import { Failure } from '../../failure.ts';
import { RegistryRefusal } from './refusal.ts';

/** How often something is tried. */
const mostTries = 5;
/** Milliseconds: the first pause is at most this, each further one twice as much, up to `longest`. */
const firstPause = 500;
const longestPause = 20_000;
/** A registry that wants to be left alone for longer than this is not waited for. */
const longestRetryAfter = 120_000;

export interface Retrying {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** Told of each failure after which it is tried again. */
  readonly onRetry: (error: unknown) => void;
}

const temporary = [408, 425, 429, 500, 502, 503, 504];

const brokenConnections = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_DESTROYED',
]);

/** The same may go well the next time. */
export function isTemporary(error: unknown): boolean {
  if (error instanceof RegistryRefusal) return temporary.includes(error.status) || error.isTokenRenewed;
  return isBroken(error);
}

/** The connection broke, or nothing was heard. */
function isBroken(error: unknown): error is NodeJS.ErrnoException {
  const { code = '' } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  // An answer that is cut off in its middle cannot be read.
  return brokenConnections.has(code) || code.startsWith('HPE_');
}

/**
 * Does something until it goes well: five times at most, with pauses that grow and are drawn by lot, so that many
 * clients do not come back all at once.
 * @throws what the last try met, and at once what no further try would mend.
 */
export async function retrying<Result>(
  work: (attempt: number) => Promise<Result>,
  { clock, signal, random, onRetry }: Retrying,
  isWorthAnotherTry: (error: unknown) => boolean = isTemporary,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      if (signal.aborted || attempt === mostTries || !isWorthAnotherTry(error)) throw inWords(error);
      const asked = error instanceof RegistryRefusal ? (error.retryAfter ?? 0) : 0;
      if (asked > longestRetryAfter) throw error;
      onRetry(error);
      const drawn = random() * Math.min(longestPause, firstPause * 2 ** (attempt - 1));
      const isFresh = error instanceof RegistryRefusal && error.isTokenRenewed;
      await clock.sleep(isFresh ? 0 : Math.max(asked, drawn), signal);
    }
  }
}

function inWords(error: unknown): unknown {
  if (!isBroken(error)) return error;
  const { code, message } = error;
  return new Failure('refused', `the connection to the registry broke off (${code ?? message})`, {
    hint: 'run the same command again: what has arrived is not sent again',
    cause: error,
  });
}
