import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DockerRegistry, missingOf, startDockerRegistry } from './docker-registry.ts';
import { median } from './paired.ts';
import { runWatched } from './peak-memory.ts';
import { type Layout, makeDockerArchive, makeLayout } from './push-images.ts';
import { node, program } from './sandbox.ts';

/** What was measured against what, and the most that it may be. */
export interface PushResult {
  readonly name: string;
  readonly value: number;
  readonly unit: 's' | 'MiB';
  /** What it is held against: another program's median, or a number. */
  readonly against: string;
  readonly floor: number;
  /** The value by the floor. */
  readonly ratio: number;
  readonly bar: number;
}

interface Bench {
  readonly folder: string;
  readonly registry: DockerRegistry;
  readonly rounds: number;
}

type Runs = Readonly<Record<string, () => Promise<number>>>;

/**
 * Pushes to Debian's registry, emptied before each push, in turn with `curl -T`, which does nothing but send, and skopeo.
 * @returns undefined where one of the three is not installed, with its name.
 */
export async function push(rounds: number): Promise<PushResult[] | { readonly missing: readonly string[] }> {
  const missing = missingOf('docker-registry', 'curl', 'skopeo', 'bash');
  if (missing.length > 0) return { missing };
  const folder = mkdtempSync(join(tmpdir(), 'ecsctl-bench-'));
  const registry = await startDockerRegistry(folder);
  const bench = { folder, registry, rounds };
  try {
    return [...(await layers(bench)), ...(await large(bench)), ...(await archive(bench))];
  } finally {
    await registry.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function layers(bench: Bench): Promise<PushResult[]> {
  const layout = makeLayout(join(bench.folder, 'layers'), 10, 20);
  const source = `oci:${layout.folder}`;
  const seconds = await inTurn(bench, {
    curl: () => curl(bench, layout, 4),
    skopeo: async () => skopeo(bench, source),
    ecsctl: async () => ecsctl(bench, source),
  });
  const present: number[] = [];
  for (let round = 0; round < bench.rounds; round += 1) present.push(ecsctl(bench, source));
  return [
    against('ten layers of 20 MiB', seconds, 'curl', 1.25),
    against('ten layers of 20 MiB', seconds, 'skopeo', 1),
    atMost('all present', median(present), 's', 0.3),
  ];
}

async function large(bench: Bench): Promise<PushResult[]> {
  const layout = makeLayout(join(bench.folder, 'large'), 1, 500);
  const source = `oci:${layout.folder}`;
  const seconds = await inTurn(bench, {
    curl: () => curl(bench, layout, 1),
    skopeo: async () => skopeo(bench, source),
    ecsctl: async () => ecsctl(bench, source),
  });
  await bench.registry.empty();
  const processor = processorSeconds(commandOf(bench, source));
  await bench.registry.empty();
  const { peak = Number.NaN } = await runWatched(commandOf(bench, source), environment(bench));
  return [
    against('one layer of 500 MiB', seconds, 'curl', 1.15),
    against('one layer of 500 MiB', seconds, 'skopeo', 1),
    atMost('processor for 500 MiB', processor, 's', 1.3),
    atMost('memory for 500 MiB', peak, 'MiB', 140),
  ];
}

async function archive(bench: Bench): Promise<PushResult[]> {
  const source = `docker-archive:${makeDockerArchive(bench.folder, join(import.meta.dirname, '..'))}`;
  const again: number[] = [];
  const seconds = await inTurn(bench, {
    skopeo: async () => skopeo(bench, source),
    ecsctl: async () => {
      rmSync(join(bench.folder, 'home'), { recursive: true, force: true });
      const first = ecsctl(bench, source);
      again.push(ecsctl(bench, source, 'again'));
      return first;
    },
  });
  return [
    against('docker save of 450 MB', seconds, 'skopeo', 1.1),
    atMost('the second time, another tag', median(again), 's', 0.6),
  ];
}

/** Runs programs one after the other, again and again, since the machine's speed drifts. */
async function inTurn({ registry, rounds }: Bench, runs: Runs): Promise<Record<string, number[]>> {
  const seconds: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(runs)) {
      await registry.empty();
      seconds[name] = [...(seconds[name] ?? []), await run()];
    }
  }
  return seconds;
}

function against(name: string, seconds: Record<string, number[]>, floor: string, bar: number): PushResult {
  const [own = [], other = []] = [seconds.ecsctl, seconds[floor]];
  const ratio = median(own.map((value, round) => value / (other[round] ?? Number.NaN)));
  return { name, value: median(own), unit: 's', against: floor, floor: median(other), ratio, bar };
}

function atMost(name: string, value: number, unit: PushResult['unit'], most: number): PushResult {
  return { name, value, unit, against: 'at most', floor: most, ratio: value / most, bar: 1 };
}

const environment = ({ folder }: Bench) => ({
  HOME: join(folder, 'home'),
  XDG_STATE_HOME: join(folder, 'state'),
});

function commandOf({ registry }: Bench, source: string, tag = '1'): string[] {
  return [node, program, 'ecr', 'push', source, `${registry.host}/bench:${tag}`, '--yes', '--quiet'];
}

function ecsctl(bench: Bench, source: string, tag?: string): number {
  return timed(commandOf(bench, source, tag), environment(bench));
}

function skopeo({ registry, folder }: Bench, source: string): number {
  const words = [
    'skopeo',
    'copy',
    '--quiet',
    '--dest-tls-verify=false',
    source,
    `docker://${registry.host}/bench:1`,
  ];
  return timed(words, { HOME: join(folder, 'skopeo') });
}

/** What is needed to send so many files, and nothing else: no digest is reckoned, and nothing is looked for. */
async function curl({ registry }: Bench, { blobs }: Layout, atOnce: number): Promise<number> {
  const began = performance.now();
  const words = ['curl', '--silent', '--fail', '--parallel', '--parallel-max', String(atOnce)];
  for (const [digest, file] of blobs) {
    const begun = await fetch(`http://${registry.host}/v2/bench/blobs/uploads/`, { method: 'POST' });
    const url = new URL(begun.headers.get('location') ?? '', begun.url);
    url.searchParams.set('digest', digest);
    words.push('--output', '/dev/null', '--upload-file', file, url.href);
  }
  timed(words, {});
  return (performance.now() - began) / 1000;
}

function timed([file = '', ...words]: readonly string[], env: Readonly<Record<string, string>>): number {
  const began = performance.now();
  const { status, stderr } = spawnSync(file, words, { env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(`${file} ${words.join(' ')} ended with ${status}: ${stderr}`);
  return (performance.now() - began) / 1000;
}

/** User and system time of a process, as the shell counts it. */
function processorSeconds(words: readonly string[]): number {
  const script = 'TIMEFORMAT="%U %S"; time "$@" >/dev/null';
  const { stderr } = spawnSync('bash', ['-c', script, 'bash', ...words], { encoding: 'utf8' });
  const [user = '', system = ''] = stderr.trim().split('\n').at(-1)?.split(' ') ?? [];
  return Number(user) + Number(system);
}
