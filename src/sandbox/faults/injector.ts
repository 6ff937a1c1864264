import { ecsRates } from './ecs-rates.ts';
import { randomSequence } from './random.ts';
import type { FaultPlan, FaultSpec } from './spec.ts';
import { TokenBucket } from './token-bucket.ts';

/** A request as faults see it. */
export interface Target {
  readonly signingName: string;
  readonly iamPrefix: string;
  readonly operation: string;
  /** What else the request does, where it comes to several operations. */
  readonly also?: readonly string[];
  readonly region: string;
  /** On the world's clock: the buckets refill as fast as the world lives. */
  readonly now: Date;
}

/** What is to go wrong with one request. */
export interface Strike {
  readonly delayMilliseconds: number;
  /** Answered instead of the operation's output. */
  readonly error: 'throttled' | 'internal' | 'unavailable' | undefined;
  /** The connection is cut before the operation is done, or after it is done and before its answer. */
  readonly cut: 'before' | 'after' | undefined;
}

const none: Strike = { delayMilliseconds: 0, error: undefined, cut: undefined };

/** Decides for each request what goes wrong with it, by a plan and the numbers that follow from its seed. */
export class FaultInjector {
  readonly #random: () => number;
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #faults: readonly { readonly spec: FaultSpec; left: number }[];

  constructor(plan: FaultPlan) {
    this.#random = randomSequence(plan.seed);
    this.#faults = plan.specs.map((spec) => ({ spec, left: spec.limit }));
  }

  strike(target: Target): Strike {
    let strike = none;
    for (const fault of this.#faults) {
      if (fault.left === 0 || !isMeant(fault.spec, target) || !this.#happens(fault.spec, target)) continue;
      fault.left -= 1;
      strike = both(strike, this.#effect(fault.spec));
    }
    return strike;
  }

  #happens({ probability }: FaultSpec, target: Target): boolean {
    return probability === undefined ? !this.#hasToken(target) : this.#random() < probability;
  }

  /** Operations without a published rate are never short of tokens. */
  #hasToken({ signingName, operation, region, now }: Target): boolean {
    const index = ecsRates.findIndex((rate) => rate.operations.includes(operation));
    const rate = signingName === 'ecs' ? ecsRates[index] : undefined;
    if (!rate) return true;
    const key = `${region}/${index}`;
    const bucket = this.#buckets.get(key) ?? new TokenBucket(rate.burst, rate.perSecond);
    this.#buckets.set(key, bucket);
    return bucket.take(now);
  }

  #effect({ kind, delayMilliseconds }: FaultSpec): Strike {
    switch (kind) {
      case 'throttle':
        return { ...none, error: 'throttled' };
      case '5xx':
        return { ...none, error: this.#random() < 0.5 ? 'internal' : 'unavailable' };
      case 'reset':
        return { ...none, cut: 'before' };
      case 'lost':
        return { ...none, cut: 'after' };
      case 'slow':
        return { ...none, delayMilliseconds };
    }
  }
}

function isMeant(spec: FaultSpec, { signingName, iamPrefix, operation, also = [] }: Target): boolean {
  if (spec.service !== undefined && spec.service !== signingName && spec.service !== iamPrefix) return false;
  const { operation: meant } = spec;
  if (meant === undefined) return true;
  return [operation, ...also].some((name) =>
    meant.endsWith('*') ? name.startsWith(meant.slice(0, -1)) : name === meant,
  );
}

/** Delays add up; of two errors or two cuts the first that the plan names is had. */
function both(first: Strike, second: Strike): Strike {
  return {
    delayMilliseconds: first.delayMilliseconds + second.delayMilliseconds,
    error: first.error ?? second.error,
    cut: first.cut ?? second.cut,
  };
}
