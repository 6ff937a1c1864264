import { WorldClock } from './clock.ts';
import { Ids } from './ids.ts';
import { type Law, laws } from './laws.ts';
import { type Account, emptyRegion, newAccount, type Region } from './region.ts';
import { defaultRules, type Rules } from './rules.ts';
import { Scratch } from './scratch.ts';
import { type Tick, ticks } from './tick.ts';

/**
 * The account that the sandbox plays: its regions, its clock, and the rules by which things change with
 * time.
 */
export class World {
  readonly accountId = '123456789012';
  readonly partition = 'aws';
  readonly clock: WorldClock;
  readonly ids = new Ids('sandbox');
  readonly rules: Rules;
  /** What its resources hold beside memory; whoever closes the sandbox around the world closes this. */
  readonly scratch = new Scratch();
  /** Told of each law that failed, and with what: always a fault of the sandbox. Without it, `settle()` throws in the end. */
  onFault: ((law: string, error: unknown) => void) | undefined;
  readonly #account: Account;
  readonly #regions = new Map<string, Region>();
  #lived: number;

  constructor(clock = new WorldClock(), rules: Partial<Rules> = {}) {
    this.clock = clock;
    this.rules = { ...defaultRules, ...rules };
    this.#account = newAccount(this);
    this.#lived = clock.now().getTime();
  }

  /** The region of that name, empty when nothing has been put into it yet. */
  region(name: string): Region {
    const known = this.#regions.get(name);
    if (known) return known;
    const region = emptyRegion(name, this.#account);
    this.#regions.set(name, region);
    return region;
  }

  /** The regions into which something has been put, in that order. */
  regions(): Region[] {
    return [...this.#regions.values()];
  }

  /** The instant up to which everything has happened; behind the clock's now until `settle()` is called. */
  lived(): Date {
    return new Date(this.#lived);
  }

  /**
   * Puts the world's life back to `seconds` before the clock's now, so that what is made next has been there
   * since then and `settle()` lives through its history. Refused once there is anything that has a history.
   */
  beginBefore(seconds: number): Date {
    if (this.#regions.size > 0) throw new Error('A world that has begun cannot begin earlier.');
    this.#lived = this.clock.now().getTime() - seconds * 1000;
    return this.lived();
  }

  /**
   * Lives through everything that happens up to the clock's now, or less. Called before each request is answered. A law
   * that fails holds up neither the others nor the time.
   */
  settle(until = this.clock.now()): void {
    const now = until.getTime();
    const faults: unknown[] = [];
    for (const tick of ticks(this.#lived, now)) {
      for (const region of this.#regions.values())
        for (const law of laws) this.#live(law, region, tick, faults);
    }
    this.#lived = Math.max(this.#lived, now);
    if (faults.length > 0) throw faults[0];
  }

  #live(law: Law, region: Region, tick: Tick, faults: unknown[]): void {
    try {
      law(region, tick);
    } catch (error) {
      if (this.onFault) this.onFault(law.name, error);
      else faults.push(error);
    }
  }
}
