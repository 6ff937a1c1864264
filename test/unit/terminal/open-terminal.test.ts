import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { openTerminal, type TerminalOptions } from '../../../src/terminal/open-terminal.ts';
import { BrokenOutput, FakeInput, FakeOutput } from './fake-streams.ts';
import { now } from './screens.ts';

const flags = { progress: true, quiet: false };

function open(options: Partial<TerminalOptions> = {}) {
  const stdout = new FakeOutput({ columns: 80, rows: 10 });
  const stderr = new FakeOutput({ columns: 80 });
  const streams = { stdin: new FakeInput(true), stdout, stderr, env: {}, flags, now: () => now };
  return { stdout, stderr, terminal: openTerminal({ ...streams, ...options }) };
}

test('answers go to stdout and conversation to stderr, each a whole line', async () => {
  const { terminal, stdout, stderr } = open();
  await terminal.answer('{}');
  await terminal.answer('');
  await terminal.say('said\n');
  await terminal.warn('old');
  expect([stdout.text, stripVTControlCharacters(stderr.text)]).toEqual(['{}\n', 'said\nwarning: old\n']);
});

test('--quiet silences what is said, not a warning', async () => {
  const { terminal, stderr } = open({ flags: { ...flags, quiet: true, color: false } });
  await terminal.say('said');
  await terminal.warn('old');
  expect(stderr.text).toBe('warning: old\n');
});

test('each stream is a screen of its own', async () => {
  const { terminal } = open({ stdout: new FakeOutput() });
  const [screen, conversation] = [await terminal.screen(), await terminal.conversation()];
  expect([screen.width, screen.aligned, screen.paint.good('x')]).toEqual([
    Number.POSITIVE_INFINITY,
    false,
    'x',
  ]);
  expect([conversation.width, conversation.aligned]).toEqual([80, true]);
  expect(conversation.paint.good('x')).toBe('\x1b[32mx\x1b[39m');
  expect(screen.now).toBe(now);
});

test('--no-color leaves no code on either stream', async () => {
  const { terminal, stderr } = open({ flags: { ...flags, color: false }, env: { FORCE_COLOR: '1' } });
  await terminal.warn('plain');
  expect((await terminal.screen()).paint.bad('x') + stderr.text).toBe('xwarning: plain\n');
});

test('a reader that leaves ends nothing, and is known to have left', async () => {
  const { terminal } = open({ stdout: new BrokenOutput() });
  await terminal.answer('first');
  await terminal.answer('second');
  await terminal.redraw('third');
  expect(terminal.readerGone.aborted).toBe(true);
});

test('a full disk is an error', async () => {
  const { terminal } = open({ stdout: new BrokenOutput('ENOSPC') });
  await expect(terminal.answer('lost')).rejects.toThrow('ENOSPC');
  expect(terminal.readerGone.aborted).toBe(false);
});

test('a picture is drawn over the last one, counting the rows that long and wide lines fill', async () => {
  const { terminal, stdout } = open();
  await terminal.redraw(`one\n${'서'.repeat(50)}\nthree`);
  await terminal.redraw('next');
  expect(stdout.writes[0]).not.toContain('A\r');
  expect(stdout.writes[1]).toBe('\x1b[?2026h\x1b[4A\r\x1b[Jnext\n\x1b[?2026l');
});

test('a picture that is taller than the terminal loses its end', async () => {
  const { terminal, stdout } = open();
  await terminal.redraw(Array.from({ length: 30 }, (_, index) => `line ${index + 1}`).join('\n'));
  const lines = stripVTControlCharacters(stdout.text).trimEnd().split('\n');
  expect([lines.length, lines.at(-2), lines.at(-1)]).toEqual([9, 'line 8', '… 22 more lines']);
});

test.each([
  ['a pipe', { stdout: new FakeOutput() }],
  ['a dumb terminal', { stdout: new FakeOutput({ columns: 80 }), env: { TERM: 'dumb' } }],
])('on %s pictures follow each other', async (_, options) => {
  const { terminal } = open(options);
  await terminal.redraw('one');
  await terminal.redraw('two');
  expect(options.stdout.text).toBe('one\ntwo\n');
});
