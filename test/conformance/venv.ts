import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const requirements = join(import.meta.dirname, 'python', 'requirements.txt');
const folder = join(import.meta.dirname, '..', '..', '.venv', 'conformance');

/** Written last, so that a half-made environment is made again. */
const stamp = join(folder, 'requirements.sha256');

/**
 * The `python` of a virtual environment that holds what requirements.txt names; made where it is missing or of other
 * requirements, which takes about a minute.
 */
export async function virtualEnvironment(): Promise<string> {
  const wanted = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex');
  const python = join(folder, 'bin', 'python');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return python;
  await rm(folder, { recursive: true, force: true });
  await make(['python3', '-m', 'venv', folder]);
  await make([python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
  await writeFile(stamp, wanted);
  return python;
}

async function make([program = '', ...words]: readonly string[]): Promise<void> {
  await run(program, words).catch((error: Error & { stderr?: string }) => {
    const line = [program, ...words].join(' ');
    throw new Error(
      `${line} failed; Python 3.9 or newer with its venv and pip is needed.\n${error.stderr ?? error.message}`,
    );
  });
}
