import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UploadBoard } from '../../../../src/ecr/upload/upload-board.ts';
import { FakeTerminal } from '../../../support/fake-terminal.ts';

/** A terminal that keeps what its lines of progress said, in the order of their updates. */
class WatchedTerminal extends FakeTerminal {
  readonly updates: string[] = [];

  override async progress() {
    return { ...(await super.progress()), update: (text: string) => void this.updates.push(text) };
  }
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
afterEach(() => void vi.useRealTimers());

async function halfway(terminal: FakeTerminal) {
  const board = new UploadBoard(terminal, 40_000_000);
  const one = await board.start('layer sha256:1', 20_000_000);
  const other = await board.start('layer sha256:2', undefined);
  one.began();
  one.sent(10_000_000);
  other.sent(5_000_000);
  vi.advanceTimersByTime(10_000);
  return { board, one, other };
}

describe('the lines of uploads', () => {
  it('are drawn for each blob and for all together', async () => {
    const terminal = new WatchedTerminal(true);
    const { board, one, other } = await halfway(terminal);
    expect(terminal.updates.slice(-3)).toEqual([
      '15 MB of 40 MB sent, 1.5 MB/s, 17s left',
      'layer sha256:1 10 MB of 20 MB, 50%, 1 MB/s',
      'layer sha256:2 5 MB, 500 kB/s',
    ]);
    one.sent(10_000_000);
    one.committing();
    vi.advanceTimersByTime(250);
    expect(terminal.updates).toContain('layer sha256:1 20 MB, committing');
    one.arrived('sent');
    other.failed('broken off');
    board.close();
    expect(terminal.said).toEqual(['✔ layer sha256:1 20 MB in 10s', '✖ layer sha256:2: broken off']);
  });

  it('are one in ten seconds where nothing can be drawn over', async () => {
    const terminal = new FakeTerminal();
    const { board, one } = await halfway(terminal);
    expect(terminal.said).toEqual(['15 MB of 40 MB sent, 1.5 MB/s, 17s left']);
    one.arrived('mounted');
    board.close();
    vi.advanceTimersByTime(60_000);
    expect(terminal.said.slice(1)).toEqual(['✔ layer sha256:1 mounted']);
  });

  it('begin anew with each try, and every byte counts', async () => {
    const { board, one } = await halfway(new FakeTerminal());
    one.began();
    one.sent(20_000_000);
    expect(board.bytesSent).toBe(35_000_000);
  });
});
