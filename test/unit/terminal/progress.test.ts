import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { openTerminal } from '../../../src/terminal/open-terminal.ts';
import { FakeInput, FakeOutput } from './fake-streams.ts';

const usual = { progress: true, quiet: false, color: false };

function open(stderr: FakeOutput, flags = usual, env: Record<string, string> = {}) {
  return openTerminal({ stdin: new FakeInput(false), stdout: new FakeOutput(), stderr, env, flags });
}

const spinning = /[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏-] /;

async function runThree(terminal: ReturnType<typeof open>): Promise<void> {
  const [first, second, third] = await Promise.all(
    ['target', 'policy', '알람'].map((name) => terminal.progress(`Making ${name}`)),
  );
  second?.update('Making the policy');
  first?.succeed('Made target');
  second?.fail('No policy');
  third?.clear();
  third?.succeed('too late');
}

test('without a terminal each step that ended is one line', async () => {
  const stderr = new FakeOutput();
  await runThree(open(stderr));
  expect(stderr.text).toBe('✔ Made target\n✖ No policy\n');
});

test.each([
  ['--no-progress', { ...usual, progress: false }, {}],
  ['continuous integration', usual, { CI: 'true' }],
  ['TERM=dumb', usual, { TERM: 'dumb' }],
])('%s has the lines but no spinner', async (_, flags, env) => {
  const stderr = new FakeOutput({ columns: 80 });
  await runThree(open(stderr, flags, env));
  expect(stderr.text).toBe('✔ Made target\n✖ No policy\n');
});

test('a terminal without a width has no spinner', async () => {
  const stderr = new FakeOutput({ columns: 0 });
  await runThree(open(stderr));
  expect(stderr.text).toBe('✔ Made target\n✖ No policy\n');
});

test('--quiet has nothing', async () => {
  const stderr = new FakeOutput({ columns: 80 });
  await runThree(open(stderr, { ...usual, quiet: true }));
  expect(stderr.text).toBe('');
});

test('on a terminal one spinner turns over all steps that run', async () => {
  const stderr = new FakeOutput({ columns: 40 });
  const terminal = open(stderr);
  await terminal.progress('Making target');
  await terminal.progress(`Making 알람 ${'x'.repeat(60)}`);
  await new Promise((resolve) => setTimeout(resolve, 90));
  terminal.close();
  const frame = stderr.writes.findLast((written) => written.includes('알람')) ?? '';
  expect(frame).toMatch(new RegExp(`^${spinning.source}Making target\n  Making 알람 x{25}…$`));
});

test('a step that ends leaves its line above those that go on, and the last gives the cursor back', async () => {
  const stderr = new FakeOutput({ columns: 80 });
  await runThree(open(stderr));
  const lines = stripVTControlCharacters(stderr.text);
  expect(lines.indexOf('✔ Made target\n')).toBeLessThan(lines.lastIndexOf('Making the policy'));
  expect(lines).toContain('✖ No policy\n');
  expect(lines).not.toContain('too late');
  expect(stderr.text.lastIndexOf('\x1b[?25h')).toBeGreaterThan(stderr.text.lastIndexOf('\x1b[?25l'));
});

test('close takes running steps away and what they say afterwards is lost', async () => {
  const stderr = new FakeOutput({ columns: 80 });
  const terminal = open(stderr);
  const step = await terminal.progress('Waiting');
  terminal.close();
  const before = stderr.text;
  step.update('still waiting');
  step.succeed('Done');
  expect(stderr.text).toBe(before);
  expect(before).toContain('\x1b[?25h');
});

test('a name in a step drives no terminal', async () => {
  const stderr = new FakeOutput();
  (await open(stderr).progress('x')).succeed('Made evil\x1b[2J\nname');
  expect(stderr.text).toBe('✔ Made evil␛[2J name\n');
});
