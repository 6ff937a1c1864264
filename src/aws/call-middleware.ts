import type {
  FinalizeRequestMiddleware,
  HandlerExecutionContext,
  InitializeMiddleware,
  MetadataBearer,
  MiddlewareStack,
} from '@smithy/types';
import { Failure } from '../failure.ts';
import type { ApiLine } from './api-log.ts';
import { actionOf, callName, isRead } from './call-name.ts';
import { forgiveClock } from './clock-skew.ts';
import { type FirstAnswers, isUnreachable, unreachable } from './reachability.ts';
import type { RequestRates } from './request-rates.ts';
import type { ServerClock } from './server-clock.ts';
import { isQuota, isThrottling, LastTry } from './throttling.ts';

export interface AnyClient {
  readonly middlewareStack: object;
  destroy(): void;
}

export interface ApiCallHooks {
  readonly signal: AbortSignal;
  /** Told of each call when it has ended, whichever way. */
  readonly onCall?: (line: ApiLine) => void;
}

/** What the calls of a process share. */
export interface Manners extends ApiCallHooks {
  readonly rates: RequestRates;
  readonly answers: FirstAnswers;
  readonly serverClock: ServerClock;
  readonly profile?: string;
  /** Aborted when the run has ended: what nobody waits for any more is not tried again. */
  readonly closing: AbortSignal;
}

/** An error that AWS answered, with the call that met it. */
export interface CalledError extends Error {
  /** `ecs:DescribeServices`, the IAM action of the call. */
  readonly $call?: string;
  /** The profile whose credentials were to be used, where one was named. */
  readonly $profile?: string;
  readonly $metadata?: {
    readonly httpStatusCode?: number;
    readonly attempts?: number;
    readonly requestId?: string;
  };
}

/**
 * Puts the manners of every call on a client: the share of request rates, the abort signal, a name on errors, a
 * quick end where nothing listens or answers, and the log line.
 */
export function watchCalls(client: AnyClient, manners: Manners): void {
  // Typed by each client for its own inputs; what is added here looks at none.
  const stack = client.middlewareStack as MiddlewareStack<object, MetadataBearer>;
  stack.add(named(manners), { step: 'initialize', name: 'ecsctlNamed', priority: 'high' });
  // For each try, and before it is signed: a signature gets old while its request waits in line.
  stack.addRelativeTo(attempted(manners), {
    relation: 'after',
    toMiddleware: 'retryMiddleware',
    name: 'ecsctlAttempted',
  });
}

function named({ profile, closing, ...hooks }: Manners): InitializeMiddleware<object, MetadataBearer> {
  return (next, context) => async (args) => {
    const call = callName(context);
    const began = performance.now();
    const log = (result: CalledError['$metadata'], error?: Error) => {
      // Calls that nobody waited for end behind the run's last word.
      if (closing.aborted) return;
      hooks.onCall?.({
        ...call,
        attempts: result?.attempts ?? 1,
        status: result?.httpStatusCode ?? 0,
        milliseconds: Math.round(performance.now() - began),
        requestId: result?.requestId,
        ...(error && { error: error instanceof Failure ? error.kind : error.name }),
      });
    };
    try {
      const result = await (isRead(call) ? orAborted(() => next(args), hooks.signal) : next(args));
      log(result.output.$metadata);
      return result;
    } catch (thrown) {
      const error = thrown instanceof LastTry ? thrown.cause : thrown;
      if (!(error instanceof Error)) throw error;
      log((error as CalledError).$metadata, error);
      // A failure is said as it is, and may be the abort's reason, which other calls are thrown too.
      if (error instanceof Failure) throw error;
      throw Object.assign(error, { $call: actionOf(call), $profile: profile });
    }
  };
}

function attempted({
  rates,
  answers,
  serverClock,
  signal,
  closing,
}: Manners): FinalizeRequestMiddleware<object, MetadataBearer> {
  const unreached = new WeakMap<HandlerExecutionContext, number>();
  return (next, context) => async (args) => {
    const call = callName(context);
    const bucket = rates.bucket(call.service, call.operation);
    signal.throwIfAborted();
    closing.throwIfAborted();
    await bucket?.take(signal);
    try {
      const result = await (isRead(call) ? answers.of(args.request, next(args)) : next(args));
      serverClock.observe(result.response);
      return result;
    } catch (error) {
      forgiveClock(error);
      if (isThrottling(error)) bucket?.drain();
      if (isQuota(error)) throw new LastTry(error);
      if (isUnreachable(error)) {
        const times = (unreached.get(context) ?? 0) + 1;
        unreached.set(context, times);
        if (times >= 2) throw unreachable(args.request, error);
      }
      throw error;
    }
  };
}

/** Reads are left at once when the person at the terminal gives up; a write under way is let come to its end. */
async function orAborted<Result>(begin: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([begin(), aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
