/** A bucket of `burst` tokens that gains `perSecond` tokens a second; each request takes one. */
export class TokenBucket {
  readonly burst: number;
  readonly perSecond: number;
  #tokens: number;
  #filledAt: number | undefined;

  constructor(burst: number, perSecond: number) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.#tokens = burst;
  }

  /** Takes a token at the instant `now`; false when there is none. */
  take(now: Date): boolean {
    const seconds = (now.getTime() - (this.#filledAt ?? now.getTime())) / 1000;
    this.#tokens = Math.min(this.burst, this.#tokens + Math.max(seconds, 0) * this.perSecond);
    this.#filledAt = now.getTime();
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
