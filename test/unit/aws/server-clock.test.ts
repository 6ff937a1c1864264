import { describe, expect, it } from 'vitest';
import { ServerClock } from '../../../src/aws/server-clock.ts';

const now = new Date('2026-11-22T12:00:00Z');
const clock = { now: () => now, sleep: async () => {} };
const answered = (date: string) => ({ statusCode: 200, headers: { date } });

describe('the time at AWS', () => {
  it('is the machine’s before the first answer', () => {
    expect(new ServerClock(clock).now()).toEqual(now);
  });

  it('follows an answer that is minutes off', () => {
    const server = new ServerClock(clock);
    server.observe(answered('Sun, 22 Nov 2026 12:07:00 GMT'));
    expect(server.now()).toEqual(new Date('2026-11-22T12:07:00Z'));
  });

  it('does not jump about for the seconds that an answer travels', () => {
    const server = new ServerClock(clock);
    server.observe(answered('Sun, 22 Nov 2026 11:59:58 GMT'));
    expect(server.now()).toEqual(now);
  });

  it.each([undefined, {}, { headers: {} }, answered('yesterday')])('learns nothing from %j', (response) => {
    const server = new ServerClock(clock);
    server.observe(response);
    expect(server.now()).toEqual(now);
  });
});
