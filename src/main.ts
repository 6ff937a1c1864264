import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCommandLine } from './cli/command-line.ts';
import { describeFailure } from './cli/failure-text.ts';
import type { Manifest } from './cli/manifest.ts';
import type { Surroundings } from './cli/surroundings.ts';

/** Milliseconds that are left to what is still under way, such as a last line into a slow pipe. */
const stragglerPatience = 250;

/** The whole program: the process's words and streams in, its exit code out. */
export async function main(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endQuietly);
  process.exitCode = await run(process.argv.slice(2), process, readManifest());
  // A request that nobody waits for any more, or the SDK's pause before its next try, keeps no one waiting.
  setTimeout(() => process.exit(), stragglerPatience).unref();
}

/** Who reads the answer may have seen enough, as `head` does; without a listener Node would call that a crash. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** Runs one command line in these surroundings. Returns the exit code; whatever is thrown becomes text here. */
export async function run(
  argv: readonly string[],
  surroundings: Surroundings,
  manifest: Manifest,
): Promise<number> {
  const { stdout } = surroundings;
  try {
    const request = readCommandLine(argv, manifest, stdout.columns ?? 80);
    if (request.kind === 'print') {
      stdout.write(request.text);
      return 0;
    }
    const { runVerb } = await import('./cli/run-verb.ts');
    return await runVerb(request, manifest, surroundings, argv);
  } catch (error) {
    const { text, exitCode } = describeFailure(error, false);
    surroundings.stderr.write(text);
    return exitCode;
  }
}

/** Stands beside the bundle, where the build wrote it. */
function readManifest(): Manifest {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'manifest.json'), 'utf8'));
}
