import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/failure.ts';
import { watch } from '../../../src/verb/watch.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { terminalScreen } from '../terminal/screens.ts';

/** A terminal that keeps what is drawn, and a Ctrl-C after so many looks. */
function watching(looks: number, reason: unknown = new Failure('interrupted', 'interrupted')) {
  const stop = new AbortController();
  const drawn: string[] = [];
  const clock = new FakeClock();
  const terminal = {
    screen: async () => terminalScreen(80),
    redraw: async (text: string) => {
      drawn.push(text);
      if (drawn.length === looks) stop.abort(reason);
    },
  };
  const context = { terminal, clock, signal: stop.signal, global: {} };
  const look = async () => ({ value: {}, text: () => `picture ${drawn.length + 1}` });
  return { context, look, drawn, clock };
}

describe('watching', () => {
  it('draws again every five seconds until Ctrl-C, which is its ordinary end', async () => {
    const { context, look, drawn, clock } = watching(3);
    const answer = await watch(context, look);
    expect(drawn).toEqual(['picture 1', 'picture 2', 'picture 3']);
    expect(clock.sleeps).toEqual([5000, 5000]);
    expect(answer.exitCode).toBeUndefined();
    expect(answer.text(terminalScreen(80))).toBe('');
  });

  it('ends with the failure when a look fails, or the time that was given is over', async () => {
    const { context } = watching(1);
    await expect(watch(context, () => Promise.reject(new Error('denied')))).rejects.toThrow('denied');
    const timed = watching(1, new Failure('timed-out', 'gave up'));
    await expect(watch(timed.context, timed.look)).rejects.toThrow('gave up');
  });

  it('is refused where no screen is asked for, before anything is read', async () => {
    const { context, look, drawn } = watching(1);
    const asked = (global: { output?: 'json'; query?: string }) => watch({ ...context, global }, look);
    await expect(asked({ output: 'json' })).rejects.toThrow('--watch draws a screen, not json');
    await expect(asked({ query: 'tasks' })).rejects.toThrow('--query cannot pick from');
    expect(drawn).toEqual([]);
  });
});
