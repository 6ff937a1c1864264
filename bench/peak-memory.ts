import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

export interface Run {
  readonly seconds: number;
  /** The most memory that the process had at any time, in MiB; undefined where the system does not tell. */
  readonly peak: number | undefined;
  readonly stdout: string;
}

/** Runs a process to its end and watches its memory. @throws Error when it does not end with 0. */
export async function runWatched(
  [file = '', ...words]: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Run> {
  const began = performance.now();
  const child = spawn(file, words, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  let peak: number | undefined;
  const watch = setInterval(() => {
    peak = peakOf(child.pid) ?? peak;
  }, 100);
  const [status] = await once(child, 'close');
  clearInterval(watch);
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${stderr.join('')}`);
  return { seconds: (performance.now() - began) / 1000, peak, stdout: stdout.join('') };
}

function collect(stream: NodeJS.ReadableStream): string[] {
  const pieces: string[] = [];
  stream.setEncoding('utf8').on('data', (piece: string) => pieces.push(piece));
  return pieces;
}

/** Linux keeps a high-water mark. */
function peakOf(pid: number | undefined): number | undefined {
  try {
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
  } catch {
    return undefined;
  }
}
