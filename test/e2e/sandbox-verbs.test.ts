import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { loopbackEnvironment } from '../support/loopback-environment.ts';
import { runCli } from '../support/run-cli.ts';

const program = join(import.meta.dirname, '..', '..', 'bin', 'ecsctl.js');
const ecsctl = [process.execPath, program];

/** A home of its own, and no way to AWS but the sandbox's. */
async function atHome(use: (env: Record<string, string>) => Promise<void>): Promise<void> {
  const home = loopbackEnvironment('http://127.0.0.1:9');
  try {
    await use({ ...home.env, PATH: process.env.PATH ?? '' });
  } finally {
    home.remove();
  }
}

describe('sandbox exec', () => {
  it('leads the command to a sandbox of its own and ends with its exit code', async () => {
    await atHome(async (env) => {
      const words = ['sandbox', 'exec', '--', ...ecsctl, 'scale', 'ls', '-c', 'nowhere'];
      const { code, stderr } = await runCli(words, { env });
      expect(stderr).toContain('there is no cluster nowhere');
      expect(code).toBe(1);
    });
  });

  it('allows only what a policy allows', async () => {
    await atHome(async (env) => {
      const policy = join(import.meta.dirname, '..', 'support', 'describe-only.json');
      const set = ['scale', 'set', 'prod/web', '--min', '1', '--max', '2', '--yes'];
      const { code, stderr } = await runCli(
        ['sandbox', 'exec', '--iam-policy', policy, '--', ...ecsctl, ...set],
        { env },
      );
      expect(stderr).toContain(
        'the caller needs the IAM action application-autoscaling:RegisterScalableTarget',
      );
      expect(code).toBe(1);
    });
  });

  it.each([
    [['--scenario', 'wep'], 'wep'],
    [['--faults', 'throttle=2'], 'throttle=2'],
    [['--speed', '0'], '--speed'],
    [['--port', '70000'], '70000'],
  ])('refuses %j as wrong usage', async (flags, naming) => {
    await atHome(async (env) => {
      const { code, stderr } = await runCli(['sandbox', 'exec', ...flags, '--', 'true'], { env });
      expect(stderr).toContain(naming);
      expect(code).toBe(2);
    });
  });

  it('says what cannot be run', async () => {
    await atHome(async (env) => {
      const { code, stderr } = await runCli(['sandbox', 'exec', '--', 'no-such-program'], { env });
      expect(stderr).toContain('"no-such-program" cannot be run');
      expect(code).toBe(2);
    });
  });
});

describe('sandbox start', () => {
  it('prints the environment, answers until it is interrupted, and then ends well', async () => {
    await atHome(async (env) => {
      const child = spawn(process.execPath, [program, 'sandbox', 'start', '--port', '0'], { env });
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      const set: Record<string, string> = {};
      for (let line = await lines.next(); !line.done; line = await lines.next()) {
        const [, name, value] = /^export (\w+)=(.*)$/.exec(line.value) ?? [];
        if (name && value) set[name] = value;
        if (line.value.startsWith('# Try')) break;
      }
      const there = { env: { ...env, ...set } };
      const listed = await runCli(['scale', 'ls', '-o', 'json'], there);
      expect(listed).toMatchObject({ code: 0, stderr: '' });
      const loaded = await runCli(['sandbox', 'load', 'prod/web', '--per-second', '120'], there);
      expect(loaded).toMatchObject({ code: 0, stdout: 'prod/web: 120 a second.\n' });
      const unknown = await runCli(['sandbox', 'load', 'prod/nope', '--times', '3'], there);
      expect(unknown.stderr).toContain('there is no load on "prod/nope"');
      child.kill('SIGINT');
      expect(await once(child, 'exit')).toEqual([0, null]);
    });
  });
});

describe('the tour', () => {
  it('ends well, and shows the service scaled out and why', async () => {
    await atHome(async (env) => {
      const { code, stdout, stderr } = await runCli(['sandbox', 'tour'], { env });
      expect(code).toBe(0);
      expect(stdout).toContain('$ ecsctl scale set prod/web');
      expect(stdout).toContain('prod/web: nothing to do.');
      expect(stdout).toContain('requests per target above 800 for 3m');
      const refusal = 'error: capacity provider nodes is in use, and nothing was changed';
      expect(stdout).toContain('capacity provider nodes: done');
      expect(stderr.replace(refusal, '')).not.toMatch(/error|bug/i);
    });
  });
});
