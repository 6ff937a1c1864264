/**
 * The world's time. It starts at `start`, runs `speed` times as fast as the machine's, and can be moved
 * forward.
 */
export class WorldClock {
  readonly speed: number;
  readonly #start: number;
  readonly #origin: number;
  #skipped = 0;

  constructor({ start = new Date(), speed = 1 }: { start?: Date; speed?: number } = {}) {
    this.speed = speed;
    this.#start = start.getTime();
    this.#origin = performance.now();
  }

  now(): Date {
    return new Date(this.#start + (performance.now() - this.#origin) * this.speed + this.#skipped);
  }

  /**
   * Moves the world forward by `seconds` at once; what happens meanwhile happens at the next
   * `World.settle()`.
   */
  advance(seconds: number): void {
    this.#skipped += seconds * 1000;
  }
}
