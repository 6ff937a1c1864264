import type { Clock } from './clock.ts';
import { TokenBucket } from './token-bucket.ts';

interface Rate {
  /** Requests that may go out at once. */
  readonly burst: number;
  /** Requests a second after that. */
  readonly perSecond: number;
  readonly operations: RegExp;
}

/**
 * ECS's request rates for an account and region; all operations of a row share one bucket. First match wins.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
 */
const ecsRates: readonly Rate[] = [
  { burst: 5, perSecond: 1, operations: /^DeleteTaskDefinitions$/ },
  { burst: 20, perSecond: 1, operations: /^(Register|Deregister)TaskDefinition$/ },
  { burst: 50, perSecond: 20, operations: /^(Describe|List)TaskDefinition/ },
  { burst: 10, perSecond: 1, operations: /^(Create|Update|Delete)CapacityProvider$/ },
  { burst: 50, perSecond: 20, operations: /^DescribeCapacityProviders$/ },
  { burst: 10, perSecond: 1, operations: /^ListServicesByNamespace$/ },
  { burst: 50, perSecond: 20, operations: /^(Describe|List)Service(Deployments|Revisions)$/ },
  { burst: 100, perSecond: 20, operations: /^(Describe|List)Services$/ },
  { burst: 50, perSecond: 5, operations: /^(Create|Update|Delete)(Service|TaskSet)$/ },
  { burst: 50, perSecond: 20, operations: /^(Describe|List)Clusters$/ },
  { burst: 20, perSecond: 1, operations: /^(Create|Update|Delete|Put)Cluster/ },
  { burst: 100, perSecond: 20, operations: /^(Describe|List)(Tasks|ContainerInstances)$/ },
  { burst: 100, perSecond: 40, operations: /^(RunTask|StartTask|StopTask|.*ContainerInstance.*)$/ },
  { burst: 200, perSecond: 80, operations: /^(Get|Update)TaskProtection$/ },
  { burst: 20, perSecond: 10, operations: /^(TagResource|UntagResource)$/ },
  { burst: 50, perSecond: 20, operations: /^ListTagsForResource$/ },
];

/** Keeps a process within its share of AWS's published request rates, so that deploys beside it are not starved. */
export class RequestRates {
  readonly #share: number;
  readonly #clock: Clock;
  readonly #buckets = new Map<Rate, TokenBucket>();

  constructor({ share, clock }: { share: number; clock: Clock }) {
    this.#share = share;
    this.#clock = clock;
  }

  /** The bucket an operation draws from; undefined where AWS publishes no rate. */
  bucket(service: string, operation: string): TokenBucket | undefined {
    const rate = service === 'ecs' ? ecsRates.find((row) => row.operations.test(operation)) : undefined;
    if (!rate) return undefined;
    const known = this.#buckets.get(rate);
    if (known) return known;
    const bucket = new TokenBucket({
      // An account whose rates were raised refills faster; that its buckets are deeper, too, nobody has said.
      burst: rate.burst * Math.min(1, this.#share),
      perSecond: rate.perSecond * this.#share,
      clock: this.#clock,
    });
    this.#buckets.set(rate, bucket);
    return bucket;
  }
}
