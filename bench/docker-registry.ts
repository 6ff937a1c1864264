import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The programs of a list that are not installed. */
export function missingOf(...programs: readonly string[]): string[] {
  return programs.filter((program) => spawnSync('which', [program]).status !== 0);
}

/** A real registry on this machine: Debian's `docker-registry`. */
export interface DockerRegistry {
  /** `127.0.0.1:40123` */
  readonly host: string;
  /** Takes everything out of it. It begins anew: what it remembers is gone, too. */
  empty(): Promise<void>;
  stop(): Promise<void>;
}

/** @param folder where it may keep what it gets. @param program another than the one that is installed. */
export async function startDockerRegistry(
  folder: string,
  program = 'docker-registry',
): Promise<DockerRegistry> {
  const port = await freePort();
  const storage = join(folder, 'registry');
  const config = join(folder, 'registry.yml');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    config,
    [
      'version: 0.1',
      'log: { level: error, accesslog: { disabled: true } }',
      'storage:',
      `  filesystem: { rootdirectory: ${JSON.stringify(storage)} }`,
      '  cache: { blobdescriptor: inmemory }',
      `http: { addr: "127.0.0.1:${port}" }`,
      '',
    ].join('\n'),
  );
  const host = `127.0.0.1:${port}`;
  let child = await serve(program, config, host);
  const stop = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return {
    host,
    stop,
    async empty() {
      await stop();
      rmSync(storage, { recursive: true, force: true });
      child = await serve(program, config, host);
    },
  };
}

async function serve(program: string, config: string, host: string): Promise<ChildProcess> {
  const child = spawn(program, ['serve', config], { stdio: 'ignore' });
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`);
    const answer = await fetch(`http://${host}/v2/`).catch(() => undefined);
    if (answer?.ok) return child;
    await sleep(50);
  }
  throw new Error(`${program} does not answer`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
