import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../failure.ts';
import type { Login } from './read-password.ts';

interface DockerConfig {
  readonly auths?: Readonly<Record<string, unknown>>;
  readonly credsStore?: unknown;
  readonly credHelpers?: Readonly<Record<string, unknown>>;
}

/**
 * Writes a password where docker looks for it; all else that stands there stays. Returns the file.
 * @throws Failure `refused` where docker looks elsewhere, or the file cannot be read or written.
 */
export function writeDockerConfig(
  { host, password }: Login,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const folder = env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker');
  const file = join(folder, 'config.json');
  const config = readConfig(file);
  const store = config.credHelpers?.[host] ?? config.credsStore;
  if (store) {
    throw new Failure(
      'refused',
      `docker keeps passwords in a store, "${store}", and would not look for one in ${file}`,
      {
        hint: `hand it over: ecsctl ecr login | docker login --username AWS --password-stdin ${host}`,
      },
    );
  }
  const auth = Buffer.from(`AWS:${password}`).toString('base64');
  const text = JSON.stringify({ ...config, auths: { ...config.auths, [host]: { auth } } }, undefined, 2);
  const fresh = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(fresh, `${text}\n`, { mode: 0o600 });
    renameSync(fresh, file);
  } catch (error) {
    throw new Failure('refused', `${file} cannot be written: ${(error as Error).message}`);
  }
  return file;
}

function readConfig(file: string): DockerConfig {
  try {
    const config: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof config === 'object' && config !== null && !Array.isArray(config)) return config;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
  }
  throw new Failure('refused', `${file} is no configuration of docker`, {
    hint: 'it is left as it is; put it right, or point DOCKER_CONFIG to another folder',
  });
}
