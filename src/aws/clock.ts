import { setTimeout as delay } from 'node:timers/promises';

/** Time as verbs see it, so that tests can hold it still. */
export interface Clock {
  now(): Date;
  /** Resolves after that many milliseconds; rejects with the signal's reason when aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  async sleep(milliseconds, signal) {
    try {
      await delay(milliseconds, undefined, { signal });
    } catch (error) {
      throw signal?.reason ?? error;
    }
  },
};
