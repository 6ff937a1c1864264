import { Failure } from '../failure.ts';
import type { Clock } from './clock.ts';

/** What one look at something says of the wait for it. */
export type Verdict<Done> =
  | { readonly kind: 'waiting'; readonly for: string }
  | { readonly kind: 'done'; readonly value: Done }
  | { readonly kind: 'failed'; readonly why: string };

export interface PollOptions<Seen, Done> {
  readonly look: () => Promise<Seen>;
  readonly judge: (seen: Seen) => Verdict<Done>;
  /** Seconds between two looks, once the wait has lasted: the first pauses are shorter. */
  readonly every: number;
  /** Seconds until the wait is given up. */
  readonly patience: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** Told after each look what is still being waited for. */
  readonly onWaiting?: (what: string) => void;
}

/** Seconds until the second look; each pause is twice the one before. */
const firstPause = 0.5;

/**
 * Looks again and again until the judge says done. Errors of `look` end the wait at once: the SDK's waiters
 * go on after an access error until their time is up.
 * @throws Failure `refused` when the judge says failed, `timed-out` when patience ends.
 */
export async function poll<Seen, Done>(options: PollOptions<Seen, Done>): Promise<Done> {
  const { clock, signal } = options;
  const deadline = clock.now().getTime() + options.patience * 1000;
  for (let pause = firstPause; ; pause *= 2) {
    const seconds = Math.min(pause, options.every);
    signal?.throwIfAborted();
    const verdict = options.judge(await options.look());
    if (verdict.kind === 'done') return verdict.value;
    if (verdict.kind === 'failed') throw new Failure('refused', verdict.why);
    options.onWaiting?.(verdict.for);
    if (clock.now().getTime() + seconds * 1000 > deadline) {
      throw new Failure('timed-out', `gave up after ${options.patience} s waiting for ${verdict.for}`);
    }
    await clock.sleep(seconds * 1000, signal);
  }
}
