import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { Failure, usage } from '../../../src/failure.ts';
import { openTerminal } from '../../../src/terminal/open-terminal.ts';
import { FakeInput, FakeOutput } from './fake-streams.ts';

interface At {
  readonly stdinIsTerminal?: boolean;
  readonly stderrIsTerminal?: boolean;
  readonly signal?: AbortSignal;
}

function open({ stdinIsTerminal = true, stderrIsTerminal = true, signal }: At = {}) {
  const stdin = new FakeInput(stdinIsTerminal);
  const stdout = new FakeOutput();
  const stderr = new FakeOutput(stderrIsTerminal ? { columns: 80 } : undefined);
  const flags = { progress: true, quiet: false, color: false };
  return { stdin, stdout, stderr, terminal: openTerminal({ stdin, stdout, stderr, env: {}, flags, signal }) };
}

/** Types once the question stands there. */
async function type(at: ReturnType<typeof open>, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    const written = at.stderr.writes.length;
    while (at.stderr.writes.length === 0) await new Promise(setImmediate);
    at.stdin.write(key);
    while (at.stderr.writes.length === written) await new Promise(setImmediate);
  }
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

test.each([
  ['y', true],
  ['yes', true],
  ['n', false],
  ['', false],
])('%j and Enter is %s', async (keys, answer) => {
  const at = open();
  const asked = at.terminal.confirm('Delete 3 policies?', '--yes');
  await type(at, `${keys}\r`);
  expect(await asked).toBe(answer);
});

test('the question is put on stderr, with the default that is no', async () => {
  const at = open();
  const asked = at.terminal.confirm('Delete 3 policies?', '--yes');
  await type(at, '\r');
  await asked;
  expect(stripVTControlCharacters(at.stderr.text)).toContain('? Delete 3 policies? (y/N)');
  expect(at.stdout.text).toBe('');
});

test.each([
  ['prod', true],
  ['prod ', true],
  ['', false],
])('typing %j where prod is wanted is %s', async (keys, answer) => {
  const at = open();
  const asked = at.terminal.typed('Type the name of the cluster:', 'prod', '--yes');
  await type(at, `${keys}\r`);
  expect(await asked).toBe(answer);
});

test('a slip is pointed out and may be mended', async () => {
  const at = open();
  const asked = at.terminal.typed('Type the name of the cluster:', 'prod', '--yes');
  await type(at, 'prd\r');
  while (!at.stderr.text.includes('That is not prod')) await new Promise(setImmediate);
  await type(at, '\x15', 'prod\r');
  expect(await asked).toBe(true);
});

test.each([
  ['stdin is no terminal', { stdinIsTerminal: false }],
  ['stderr is no terminal', { stderrIsTerminal: false }],
])('where %s a question fails as usage, naming the flag', async (_, where) => {
  const { terminal } = open(where);
  expect(terminal.interactive).toBe(false);
  const message = '"Delete 3 policies?" needs an answer and there is no terminal: add --yes';
  for (const asked of [
    terminal.confirm('Delete 3 policies?', '--yes'),
    terminal.typed('Delete 3 policies?', 'prod', '--yes'),
  ]) {
    expect(await failureOf(asked)).toEqual(usage(message));
  }
});

test.each([
  ['Ctrl-C', (at: ReturnType<typeof open>) => at.stdin.write('\x03')],
  ['the end of the input', (at: ReturnType<typeof open>) => at.stdin.end()],
])('%s is an interruption', async (_, leave) => {
  const at = open();
  const asked = failureOf(at.terminal.confirm('Delete 3 policies?', '--yes'));
  while (at.stderr.writes.length === 0) await new Promise(setImmediate);
  leave(at);
  expect(await asked).toMatchObject({ name: 'Failure', kind: 'interrupted' });
});

test('a question that is taken back fails for the reason given', async () => {
  const stop = new AbortController();
  const at = open({ signal: stop.signal });
  const asked = failureOf(at.terminal.confirm('Delete 3 policies?', '--yes'));
  while (at.stderr.writes.length === 0) await new Promise(setImmediate);
  const reason = new Failure('timed-out', 'Gave up after 5 s.');
  stop.abort(reason);
  expect(await asked).toBe(reason);
});
