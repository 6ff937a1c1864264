import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const program = join(import.meta.dirname, '..', 'bin', 'ecsctl.js');
export const node = process.execPath;

export interface BenchSandbox {
  /** What leads a child to it. */
  readonly env: Record<string, string>;
  readonly url: string;
  stop(): void;
}

/** A sandbox in a process of its own, as a user has it: in this one it would wait for what is timed. */
export async function startSandbox(...words: string[]): Promise<BenchSandbox> {
  const child = spawn(node, [program, 'sandbox', 'start', '--port', '0', '-o', 'json', ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line === '}') break;
  }
  const { environment, url } = JSON.parse(lines.join('\n')) as {
    environment: Record<string, string>;
    url: string;
  };
  return { env: environment, url, stop: () => void child.kill('SIGTERM') };
}
