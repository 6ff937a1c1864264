import type { Clock } from './clock.ts';

/** Milliseconds: the Date header counts whole seconds and travels for a while. */
const tolerance = 3000;

/**
 * The time at AWS, by which its metrics, alarms and schedules go: the machine's, corrected by what the answers say where
 * the two differ by more than a few seconds.
 */
export class ServerClock {
  readonly #clock: Clock;
  #ahead = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): Date {
    return new Date(this.#clock.now().getTime() + this.#ahead);
  }

  /** Takes the time from the Date header of an HTTP response; anything else is let pass. */
  observe(response: unknown): void {
    const headers = (response as { headers?: Record<string, string> } | undefined)?.headers;
    const ahead = Date.parse(headers?.date ?? '') - this.#clock.now().getTime();
    if (!Number.isNaN(ahead)) this.#ahead = Math.abs(ahead) > tolerance ? ahead : 0;
  }
}
