/** How many requests or messages a second arrive at an instant (milliseconds since the epoch). */
type Rate = (at: number) => number;

/** Requests that reach a service through its load balancer, and what they cost a task. */
export interface RequestDemand {
  readonly kind: 'requests';
  readonly rate: Rate;
  /** Requests a second at which one task's CPU is fully used. */
  readonly requestsAtFullCpu: number;
  /** CPU and memory, in percent, of a task that has nothing to do. */
  readonly idleCpu: number;
  readonly idleMemory: number;
  /** Further memory, in percent, of a task at full CPU. */
  readonly busyMemory: number;
  /** Seconds that a request takes when the task has nothing else to do. */
  readonly responseSeconds: number;
}

/** Messages that arrive in a queue, and how fast a task of the service gets through them. */
export interface QueueDemand {
  readonly kind: 'messages';
  readonly rate: Rate;
  readonly queue: string;
  /** Messages a second that one task works off. */
  readonly messagesPerTask: number;
  readonly idleCpu: number;
  readonly busyCpu: number;
  readonly idleMemory: number;
  readonly busyMemory: number;
}

export type ServiceDemand = RequestDemand | QueueDemand;

/** A change of a service's load for a while: so many times what it would be, or a fixed rate a second. */
export interface Surge {
  /** Milliseconds since the epoch. */
  readonly from: number;
  /** When it is over; never, without. */
  readonly to?: number;
  readonly times?: number;
  readonly perSecond?: number;
}

/** The load on a region's services, by `cluster/service`. */
export class Demand {
  readonly #services = new Map<string, ServiceDemand>();
  readonly #surges = new Map<string, Surge[]>();

  /** Gives the service something to do, in place of what it had. */
  set(service: string, demand: ServiceDemand): void {
    this.#services.set(service, demand);
  }

  of(service: string): ServiceDemand | undefined {
    return this.#services.get(service);
  }

  /** The services that have something to do. */
  names(): string[] {
    return [...this.#services.keys()];
  }

  /**
   * Changes the service's load from an instant on. The surge that was asked for last holds where several
   * overlap.
   */
  surge(service: string, surge: Surge): void {
    if (!this.#services.has(service))
      throw new RangeError(`There is no load on ${service} that could change.`);
    this.#surges.set(service, [surge, ...(this.#surges.get(service) ?? [])]);
  }

  /** Ends all surges of the service: its load is the usual one again. */
  calm(service: string): void {
    this.#surges.delete(service);
  }

  /** What arrives a second at that instant. */
  rateAt(service: string, at: number): number {
    const usual = this.#services.get(service)?.rate(at) ?? 0;
    const surge = this.#surges
      .get(service)
      ?.find(({ from, to }) => at >= from && (to === undefined || at < to));
    if (!surge) return usual;
    return surge.perSecond ?? usual * (surge.times ?? 1);
  }
}
