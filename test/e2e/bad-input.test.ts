import { afterAll, beforeAll, expect, it } from 'vitest';
import { anyBadInput } from '../support/bad-input/bad-inputs.ts';
import { anyBadLine } from '../support/bad-input/bad-lines.ts';
import { type BadPaths, makeBadPaths } from '../support/bad-input/bad-values.ts';
import type { BadLine } from '../support/bad-input/case.ts';
import { fault } from '../support/bad-input/refusal.ts';
import { sampled, seed } from '../support/bad-input/sample.ts';
import { type Loopback, loopbackEnvironment } from '../support/loopback-environment.ts';
import { runCli } from '../support/run-cli.ts';
import { manifestOfVerbs, runInProcess } from '../support/run-in-process.ts';
import { withSandbox } from '../support/sandbox.ts';

let paths: BadPaths;
let home: Loopback;

// Where nothing listens: a line that gets as far as a request ends with 1, and is found out.
beforeAll(async () => {
  paths = makeBadPaths();
  home = loopbackEnvironment();
  Object.assign(process.env, home.env);
  await manifestOfVerbs();
}, 30_000);

afterAll(() => {
  paths.remove();
  home.remove();
});

/** The lines of these that were not refused as they should be. */
async function faults(lines: readonly BadLine[], env = home.env): Promise<string[]> {
  const found: string[] = [];
  for (const line of lines) {
    const wrong = fault(line, await runInProcess(line.argv, { ...env }));
    if (wrong) found.push(wrong);
  }
  return found;
}

it('refuses 500 generated bad command lines, each with one message that says why and what to write', async () => {
  const lines = sampled(anyBadLine(await manifestOfVerbs(), paths.paths), 500);
  expect(lines).toHaveLength(500);
  expect((await faults(lines)).join('\n'), `ECSCTL_TEST_SEED=${seed}`).toBe('');
}, 60_000);

it('refuses 200 bad files, names, numbers and expressions in the same way', async () => {
  const lines = sampled(anyBadInput(paths), 200);
  expect(lines).toHaveLength(200);
  // Some can be seen to be wrong only beside what is there, so that AWS has to answer.
  await withSandbox({}, async ({ env, takeWrites }) => {
    Object.assign(process.env, env);
    expect((await faults(lines, env)).join('\n'), `ECSCTL_TEST_SEED=${seed}`).toBe('');
    expect(takeWrites()).toEqual([]);
  });
  Object.assign(process.env, home.env);
}, 60_000);

it('refuses them as a process of its own to the letter as within the test', async () => {
  const manifest = await manifestOfVerbs();
  const all = [...sampled(anyBadLine(manifest, paths.paths), 15), ...sampled(anyBadInput(paths), 15)];
  // No process can be given a NUL byte.
  const lines = all.filter(({ argv }) => !argv.some((word) => word.includes('\0')));
  for (const { argv } of lines) {
    const child = await runCli(argv, { env: home.env });
    const { code, stdout, stderr } = await runInProcess(argv, { ...home.env });
    expect(child, `ECSCTL_TEST_SEED=${seed}`).toMatchObject({ code, stdout, stderr });
  }
}, 60_000);
