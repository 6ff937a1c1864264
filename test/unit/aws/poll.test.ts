import { describe, expect, it } from 'vitest';
import { poll, type Verdict } from '../../../src/aws/poll.ts';
import { Failure } from '../../../src/failure.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const states = ['pending', 'pending', 'ready'];

function judge(state: string): Verdict<string> {
  if (state === 'broken') return { kind: 'failed', why: 'it is broken' };
  return state === 'ready' ? { kind: 'done', value: state } : { kind: 'waiting', for: `${state} to pass` };
}

function watching(seen: readonly string[], clock = new FakeClock()) {
  const left = [...seen];
  const look = async () => left.shift() ?? 'pending';
  return { look, judge, every: 5, patience: 60, clock };
}

describe('a wait', () => {
  it('looks again after each pause until the judge says done', async () => {
    const clock = new FakeClock();
    const told: string[] = [];
    const value = await poll({ ...watching(states, clock), onWaiting: (what) => told.push(what) });
    expect(value).toBe('ready');
    expect(clock.sleeps).toEqual([500, 1000]);
    expect(told).toEqual(['pending to pass', 'pending to pass']);
  });

  it('ends as refused when the judge says failed', async () => {
    const wait = poll(watching(['pending', 'broken']));
    await expect(wait).rejects.toMatchObject({ kind: 'refused', message: 'it is broken' });
  });

  it('ends as timed out when patience ends, without a pause that could bring nothing', async () => {
    const clock = new FakeClock();
    const wait = poll({ ...watching([], clock), patience: 12 });
    await expect(wait).rejects.toMatchObject({
      kind: 'timed-out',
      message: 'gave up after 12 s waiting for pending to pass',
    });
    expect(clock.sleeps).toEqual([500, 1000, 2000, 4000]);
  });

  it('pauses half a second at first, then twice as long each time, and no longer than it was told', async () => {
    const clock = new FakeClock();
    await poll({ ...watching([...Array(7).fill('pending'), 'ready'], clock) });
    expect(clock.sleeps).toEqual([500, 1000, 2000, 4000, 5000, 5000, 5000]);
  });

  it('does not take an error of a look for "not yet"', async () => {
    const look = () => Promise.reject(new Error('access denied'));
    const clock = new FakeClock();
    await expect(poll({ ...watching([], clock), look })).rejects.toThrow('access denied');
    expect(clock.sleeps).toEqual([]);
  });

  it('is left with the reason of the abort', async () => {
    const stop = new AbortController();
    const reason = new Failure('interrupted', 'interrupted');
    const wait = poll({ ...watching([]), signal: stop.signal, onWaiting: () => stop.abort(reason) });
    await expect(wait).rejects.toBe(reason);
  });

  it('does not even look when it was left before it began', async () => {
    const look = () => Promise.reject(new Error('looked'));
    const wait = poll({ ...watching([]), look, signal: AbortSignal.abort(new Error('left')) });
    await expect(wait).rejects.toThrow('left');
  });
});
