import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenBucket } from '../../../src/aws/token-bucket.ts';
import { FakeClock, SteppedClock } from '../../support/fake-clock.ts';

/** Milliseconds since the start at which each of `count` requests, all waiting at once, goes out. */
async function departures(bucket: TokenBucket, clock: SteppedClock, count: number): Promise<number[]> {
  const start = clock.now().getTime();
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    void bucket.take().then(() => times.push(clock.now().getTime() - start));
  }
  await clock.advance(1000 * 3600);
  return times;
}

describe('a token bucket', () => {
  it('lets a burst through at once and the rest at its rate', async () => {
    const clock = new SteppedClock();
    const bucket = new TokenBucket({ burst: 3, perSecond: 2, clock });
    expect(await departures(bucket, clock, 6)).toEqual([0, 0, 0, 500, 1000, 1500]);
  });

  it('fills up again to its burst and no further while nothing is asked', async () => {
    const clock = new SteppedClock();
    const bucket = new TokenBucket({ burst: 2, perSecond: 1, clock });
    await departures(bucket, clock, 2);
    await clock.advance(60_000);
    expect(await departures(bucket, clock, 3)).toEqual([0, 0, 1000]);
  });

  it('makes the next request wait after the server has said "too fast"', async () => {
    const clock = new SteppedClock();
    const bucket = new TokenBucket({ burst: 10, perSecond: 4, clock });
    bucket.drain();
    expect(await departures(bucket, clock, 2)).toEqual([250, 500]);
  });

  it('keeps those in line where they stand when it is drained', async () => {
    const clock = new FakeClock();
    const bucket = new TokenBucket({ burst: 1, perSecond: 1, clock: { ...still(clock) } });
    await bucket.take();
    await bucket.take();
    bucket.drain();
    await bucket.take();
    expect(clock.sleeps).toEqual([1000, 2000]);
  });

  it('lets one request through at once even where the share of a burst is less than one', async () => {
    const clock = new SteppedClock();
    const bucket = new TokenBucket({ burst: 0.05, perSecond: 0.5, clock });
    expect(await departures(bucket, clock, 2)).toEqual([0, 2000]);
  });

  it('leaves the line when it is told to stop', async () => {
    const clock = new SteppedClock();
    const bucket = new TokenBucket({ burst: 1, perSecond: 1, clock });
    await bucket.take();
    const stop = new AbortController();
    const waiting = bucket.take(stop.signal);
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  it('never lets more through in any span of time than burst and rate allow', async () => {
    const parameters = fc.record({
      burst: fc.integer({ min: 1, max: 50 }),
      perSecond: fc.integer({ min: 1, max: 100 }),
      count: fc.integer({ min: 1, max: 120 }),
    });
    await fc.assert(
      fc.asyncProperty(parameters, async ({ burst, perSecond, count }) => {
        const clock = new SteppedClock();
        const times = await departures(new TokenBucket({ burst, perSecond, clock }), clock, count);
        expect(times).toHaveLength(count);
        for (const [index, from] of times.entries()) {
          for (const [later, to] of times.slice(index).entries()) {
            // A millisecond of slack, since the clock counts in whole ones.
            expect(later + 1).toBeLessThanOrEqual(burst + ((to - from + 1) / 1000) * perSecond + 1e-6);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});

/** The clock's sleeps are noted, and time stands still all the same. */
function still(clock: FakeClock) {
  return { now: () => new Date('2026-03-01T09:30:00Z'), sleep: (ms: number) => clock.sleep(ms) };
}
