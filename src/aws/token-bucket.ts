import type { Clock } from './clock.ts';

/** Lets requests through in a burst of `burst` and then `perSecond` of them, as AWS's own limiters do. */
export class TokenBucket {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #clock: Clock;
  #tokens: number;
  #filledAt: number;

  constructor({ burst, perSecond, clock }: { burst: number; perSecond: number; clock: Clock }) {
    this.#burst = Math.max(1, burst);
    this.#perSecond = perSecond;
    this.#clock = clock;
    this.#tokens = this.#burst;
    this.#filledAt = clock.now().getTime();
  }

  /** Takes one token, waiting in line for it where there is none. */
  async take(signal?: AbortSignal): Promise<void> {
    this.#fill();
    this.#tokens -= 1;
    if (this.#tokens < 0) await this.#clock.sleep((-this.#tokens / this.#perSecond) * 1000, signal);
  }

  /** The server said "too fast": what was left of the burst is not there. */
  drain(): void {
    this.#fill();
    this.#tokens = Math.min(this.#tokens, 0);
  }

  #fill(): void {
    const now = this.#clock.now().getTime();
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#filledAt) / 1000) * this.#perSecond);
    this.#filledAt = now;
  }
}
