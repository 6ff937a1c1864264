import { createHash } from 'node:crypto';

/**
 * Issues identifiers of AWS's shapes. The same sequence of requests gets the same identifiers in every run.
 */
export class Ids {
  readonly #seed: string;
  #issued = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** `length` hexadecimal digits, as in a task ARN (32) or behind a load balancer's name (16). */
  hex(length = 32): string {
    this.#issued += 1;
    return createHash('sha256').update(`${this.#seed} ${this.#issued}`).digest('hex').slice(0, length);
  }

  /** A version 4 UUID, as of scaling activities and policies. */
  uuid(): string {
    const hex = this.hex(32);
    const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`];
    return [...parts, hex.slice(20)].join('-');
  }

  /** `length` decimal digits, as in a deployment's id. */
  digits(length: number): string {
    return BigInt(`0x${this.hex(40)}`)
      .toString()
      .slice(-length);
  }
}
