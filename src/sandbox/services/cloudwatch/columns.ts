import type { Datum, Spread } from './datum.ts';

/** Time, count, sum, minimum and maximum of a datum. */
const WIDTH = 5;

/**
 * A list of data in one block of numbers. A week of a few services is a quarter of a million data: as
 * objects, moving
 * them about in memory would take longer than everything else that happens in that week.
 */
export class Columns {
  #numbers = new Float64Array(64 * WIDTH);
  readonly #spreads = new Map<number, Spread>();
  /**
   * How many data were dropped from the front: spreads are kept by a number that dropping does not change.
   */
  #dropped = 0;
  length = 0;

  timeAt(index: number): number {
    return this.#numberAt(index * WIDTH);
  }

  datumAt(index: number): Datum {
    const start = index * WIDTH;
    const time = this.#numberAt(start);
    const count = this.#numberAt(start + 1);
    const sum = this.#numberAt(start + 2);
    const min = this.#numberAt(start + 3);
    const max = this.#numberAt(start + 4);
    const spread = this.#spreads.get(this.#dropped + index);
    return spread ? { time, count, sum, min, max, spread } : { time, count, sum, min, max };
  }

  insert(index: number, datum: Datum): void {
    if ((this.length + 1) * WIDTH > this.#numbers.length) this.#grow();
    if (index < this.length) this.#makeRoom(index);
    const start = index * WIDTH;
    this.#numbers[start] = datum.time;
    this.#numbers[start + 1] = datum.count;
    this.#numbers[start + 2] = datum.sum;
    this.#numbers[start + 3] = datum.min;
    this.#numbers[start + 4] = datum.max;
    if (datum.spread) this.#spreads.set(this.#dropped + index, datum.spread);
    this.length += 1;
  }

  dropFirst(count: number): void {
    this.#numbers.copyWithin(0, count * WIDTH, this.length * WIDTH);
    for (let index = 0; index < count; index += 1) this.#spreads.delete(this.#dropped + index);
    this.#dropped += count;
    this.length -= count;
  }

  #numberAt(place: number): number {
    return this.#numbers[place] ?? Number.NaN;
  }

  #grow(): void {
    const larger = new Float64Array(this.#numbers.length * 2);
    larger.set(this.#numbers);
    this.#numbers = larger;
  }

  #makeRoom(index: number): void {
    this.#numbers.copyWithin((index + 1) * WIDTH, index * WIDTH, this.length * WIDTH);
    for (let at = this.#dropped + this.length; at > this.#dropped + index; at -= 1) {
      const spread = this.#spreads.get(at - 1);
      this.#spreads.delete(at);
      if (spread) this.#spreads.set(at, spread);
    }
    this.#spreads.delete(this.#dropped + index);
  }
}
