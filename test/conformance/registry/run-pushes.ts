import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { type DockerRegistry, startDockerRegistry } from '../../../bench/docker-registry.ts';
import { digestOf } from '../../support/registry/registry.ts';
import type { Report } from '../report.ts';
import { blobIn, makeCases, type PushCase } from './cases.ts';
import { findPrograms, type Programs } from './programs.ts';

const run = promisify(execFile);
const program = join(import.meta.dirname, '..', '..', '..', 'bin', 'ecsctl.js');
const verb = 'ecr push';

interface Site {
  readonly programs: Programs;
  readonly registry: DockerRegistry;
  readonly folder: string;
}

/**
 * Pushes an image of every form to Debian's registry, and has skopeo read it back: its digests are those that were told,
 * and what is unpacked is what was there. Returns the verb that did it, which has no cases on moto: that has no registry to
 * push to.
 */
export async function runPushes(report: Report): Promise<readonly string[]> {
  const programs = await findPrograms();
  const folder = await mkdtemp(join(tmpdir(), 'ecsctl-registry-'));
  const registry = await startDockerRegistry(folder, programs.registry);
  const site = { programs, registry, folder };
  try {
    const cases = await makeCases(folder, (from, to) => skopeo(site, 'copy', from, to));
    for (const [index, one] of cases.entries()) {
      await runCase(site, one, index).then(
        () => report.pass(),
        (error: Error) => report.fail(`push of ${one.name}`, error.message),
      );
    }
    report.say(`images of ${cases.length} forms were pushed to docker-registry and read back by skopeo`);
    return cases.length > 0 ? [verb] : [];
  } finally {
    await registry.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function runCase(site: Site, one: PushCase, index: number): Promise<void> {
  const repository = `${site.registry.host}/case/${index}`;
  const first = await push(site, one, `${repository}:1,latest`);
  must(first.changed === true, 'the first push found nothing to do');
  if (one.digest) must(first.digest === one.digest, `its digest is ${first.digest}, not ${one.digest}`);
  const raw = await skopeo(site, 'inspect', '--raw', '--tls-verify=false', `docker://${repository}:latest`);
  must(digestOf(raw) === first.digest, `skopeo reads ${digestOf(raw)}, and ${first.digest} was pushed`);
  const back = join(site.folder, `back-${index}`);
  await skopeo(
    site,
    'copy',
    '--all',
    '--src-tls-verify=false',
    `docker://${repository}@${first.digest}`,
    `oci:${back}`,
  );
  must(String(layersOf(back, raw)) === String(one.diffIds), 'its layers are not what they were');
  const second = await push(site, one, `${repository}:1,latest`);
  must(second.changed === false && second.digest === first.digest, 'the second push found something to do');
}

/** The digests of the layers when they are unpacked; of an index, of its first image. */
function layersOf(back: string, raw: string): string[] {
  const document = JSON.parse(raw);
  if (document.manifests) return layersOf(back, blobIn(back, document.manifests[0].digest).toString('utf8'));
  return document.layers.map(({ digest }: { digest: string }) => digestOf(gunzipSync(blobIn(back, digest))));
}

async function push({ folder }: Site, { source, stdin }: PushCase, destination: string) {
  const env = { ...process.env, HOME: folder, XDG_STATE_HOME: join(folder, 'state') };
  const child = spawn(
    process.execPath,
    [program, ...verb.split(' '), source, destination, '--yes', '-o', 'json'],
    { env },
  );
  const told = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      told[name] += text;
    });
  }
  child.stdin.on('error', () => {});
  if (stdin) stdin().pipe(child.stdin);
  else child.stdin.end();
  const [code] = await once(child, 'close');
  must(code === 0, `ecsctl ended with ${code}: ${told.stderr.trim()}`);
  return JSON.parse(told.stdout) as { changed: boolean; digest: string };
}

async function skopeo({ programs, folder }: Site, ...words: readonly string[]): Promise<string> {
  const env = { ...process.env, ...programs.env, HOME: folder };
  const options = { env, maxBuffer: 50_000_000 };
  return (await run(programs.skopeo, ['--insecure-policy', ...words], options)).stdout;
}

function must(is: boolean, otherwise: string): void {
  if (!is) throw new Error(otherwise);
}
