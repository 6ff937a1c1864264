import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where packages are unpacked whose installation takes rights that this user does not have. */
const folder = join(import.meta.dirname, '..', '..', '..', '.venv', 'registry');

/** Programs that are not ours: a registry, and a client that reads images. */
export interface Programs {
  readonly registry: string;
  readonly skopeo: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Debian's docker-registry and skopeo; installed where they are missing, or unpacked into a folder. */
export async function findPrograms(): Promise<Programs> {
  const installed = { registry: 'docker-registry', skopeo: 'skopeo', env: {} };
  if (await areThere()) return installed;
  if (process.getuid?.() === 0) {
    await apt('update');
    await apt('install', '--yes', '--no-install-recommends', 'docker-registry', 'skopeo');
    return installed;
  }
  return unpacked();
}

async function areThere(): Promise<boolean> {
  const found = await run('which', ['docker-registry', 'skopeo']).catch(() => undefined);
  return found !== undefined;
}

async function unpacked(): Promise<Programs> {
  const { stdout: machine } = await run('dpkg-architecture', ['-qDEB_HOST_MULTIARCH']).catch(() => ({
    stdout: 'x86_64-linux-gnu',
  }));
  const folders = ['usr/lib', 'lib'].map((part) => join(folder, part, machine.trim())).join(':');
  const programs = {
    registry: join(folder, 'usr/bin/docker-registry'),
    skopeo: join(folder, 'usr/bin/skopeo'),
    env: { LD_LIBRARY_PATH: folders },
  };
  if (existsSync(programs.skopeo)) return programs;
  await mkdir(folder, { recursive: true });
  const libraries = await librariesOf(['docker-registry', 'skopeo']);
  await apt('download', 'docker-registry', 'skopeo', ...libraries, ...(await librariesOf(libraries)));
  await run('sh', ['-c', 'for package in *.deb; do dpkg -x "$package" .; done'], { cwd: folder });
  return programs;
}

/** The libraries that packages need directly, but for that of C, which has to be the machine's. */
async function librariesOf(packages: readonly string[]): Promise<string[]> {
  if (packages.length === 0) return [];
  const { stdout } = await run('apt-cache', ['depends', '--important', ...packages]);
  const names = stdout.split('\n').flatMap((line) => /Depends: (lib[a-z0-9.+-]+)$/.exec(line)?.[1] ?? []);
  return [...new Set(names)].filter((name) => name !== 'libc6');
}

async function apt(...words: readonly string[]): Promise<void> {
  await run('apt-get', words, { cwd: existsSync(folder) ? folder : undefined }).catch(
    (error: Error & { stderr?: string }) => {
      throw new Error(
        `apt-get ${words.join(' ')} failed; docker-registry and skopeo are needed.\n${error.stderr ?? error.message}`,
      );
    },
  );
}
