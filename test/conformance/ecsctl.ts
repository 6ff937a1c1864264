import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunResult, runCli } from '../support/run-cli.ts';
import { runWarm } from '../support/warm-program.ts';
import { clientEnvironment } from './environment.ts';

export interface EcsctlResult extends RunResult {
  /** The printed JSON; undefined where nothing was printed. */
  readonly value: unknown;
}

/** Two on each of two sites. */
const casesAtOnce = 4;

const state = mkdtempSync(join(tmpdir(), 'ecsctl-conformance-'));
process.on('exit', () => rmSync(state, { recursive: true, force: true }));

/** Runs the built program on an endpoint, which it is told by AWS_ENDPOINT_URL and by nothing else. */
export async function ecsctl(endpoint: string, argv: readonly string[]): Promise<EcsctlResult> {
  const env = { ...clientEnvironment(endpoint), XDG_STATE_HOME: state };
  const words = [...argv, '--output', 'json'];
  const result = await (runWarm(words, env, casesAtOnce) ?? runCli(words, { env }));
  return { ...result, value: result.stdout.trim() === '' ? undefined : JSON.parse(result.stdout) };
}
