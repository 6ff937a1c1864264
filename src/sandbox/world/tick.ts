/** One instant of the world's life: everything that has happened since the tick before it, happens at it. */
export interface Tick {
  /** Milliseconds since the epoch, always a whole multiple of ten seconds. */
  readonly at: number;
  /** Seconds since the tick before. */
  readonly seconds: number;
}

const FINE = 10;
const COARSE = 60;
/**
 * A longer stretch than this is lived in whole minutes, which is exact enough for metrics and a sixth of the
 * work.
 */
const LONG = 6 * 3600;

/**
 * The instants between `from` (exclusive) and `to` (inclusive), in milliseconds, at which the world changes.
 */
export function* ticks(from: number, to: number): Generator<Tick> {
  let last = Math.floor(from / (FINE * 1000)) * FINE * 1000;
  for (;;) {
    const step = to - last > LONG * 1000 ? COARSE : FINE;
    const at = (Math.floor(last / (step * 1000)) + 1) * step * 1000;
    if (at > to) return;
    yield { at, seconds: (at - last) / 1000 };
    last = at;
  }
}

/**
 * Whether the tick ends a period of so many seconds: a minute's metrics are written when the minute is over.
 */
export function ends(tick: Tick, periodSeconds: number): boolean {
  return tick.at % (periodSeconds * 1000) === 0;
}
