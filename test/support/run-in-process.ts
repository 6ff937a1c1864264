import { PassThrough } from 'node:stream';
import { describeVerbs, type Manifest } from '../../src/cli/manifest.ts';
import { nouns, verbs } from '../../src/cli/verbs.ts';
import { run } from '../../src/main.ts';
import type { RunResult } from './run-cli.ts';

let manifest: Promise<Manifest> | undefined;

/** The manifest as the build would write it. */
export function manifestOfVerbs(): Promise<Manifest> {
  manifest ??= describeVerbs(verbs).then((faces) => ({ version: '0.0.0-test', nouns, verbs: faces }));
  return manifest;
}

/**
 * Runs a command line in this process with pipes for streams: what a child would print and end with, without the
 * tenth of a second that a child takes. `env` is what ecsctl reads; the SDK reads `process.env`.
 */
export async function runInProcess(
  argv: readonly string[],
  env: Record<string, string | undefined>,
): Promise<RunResult> {
  const began = performance.now();
  const stdin = new PassThrough().end();
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const code = await run(argv, { stdin, stdout, stderr, env }, await manifestOfVerbs());
  return { code, stdout: told(stdout), stderr: told(stderr), milliseconds: performance.now() - began };
}

function told(stream: PassThrough): string {
  const bytes: Buffer | null = stream.read();
  return bytes?.toString('utf8') ?? '';
}
