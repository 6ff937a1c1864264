import type { Clock } from '../../src/aws/clock.ts';

/** A clock that stands still until somebody sleeps; each sleep ends at once, that much later. */
export class FakeClock implements Clock {
  #now: number;
  /** How long each sleep was, in milliseconds, in order. */
  readonly sleeps: number[] = [];

  constructor(start = '2026-03-01T09:30:00Z') {
    this.#now = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.sleeps.push(milliseconds);
    this.advance(milliseconds);
  }
}

/** A clock whose sleepers wake in order of their time, when the test says how far time has come. */
export class SteppedClock implements Clock {
  #now = new Date('2026-03-01T09:30:00Z').getTime();
  #sleepers: { at: number; wake: () => void }[] = [];

  now(): Date {
    return new Date(this.#now);
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) reject(signal.reason);
      signal?.addEventListener('abort', () => reject(signal.reason));
      this.#sleepers.push({ at: this.#now + milliseconds, wake: resolve });
    });
  }

  async advance(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    for (;;) {
      // What woke may sleep again: let it come so far.
      await new Promise(setImmediate);
      const next = this.#sleepers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#sleepers = this.#sleepers.filter((sleeper) => sleeper !== next);
      this.#now = next.at;
      next.wake();
    }
    this.#now = until;
  }
}
