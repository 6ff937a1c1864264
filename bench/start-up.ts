import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Command, type Ratio, ratioOf } from './paired.ts';

const program = join(import.meta.dirname, '..', 'bin', 'ecsctl.js');
const node = process.execPath;
const floor: Command = { name: 'node -e 0', words: [node, '-e', '0'] };

/** A ratio with the most that it may be. */
export interface Bar extends Ratio {
  readonly bar: number;
}

/** How long the whole process takes to say something, against a Node that does nothing. */
export async function startUp(pairs: number): Promise<Bar[]> {
  const sandbox = await startSandbox();
  try {
    const ecsctl = (name: string, ...words: string[]): Command => ({
      name,
      words: [node, program, ...words],
      env: sandbox.env,
    });
    return [
      { ...ratioOf(ecsctl('--version', '--version'), floor, pairs), bar: 1.25 },
      { ...ratioOf(ecsctl('--help', '--help'), floor, pairs), bar: 1.25 },
      { ...ratioOf(ecsctl('scale set --help', 'scale', 'set', '--help'), floor, pairs), bar: 1.25 },
      { ...ratioOf(ecsctl('scale ls -o json', 'scale', 'ls', '-o', 'json'), floor, pairs), bar: 2.2 },
    ];
  } finally {
    sandbox.stop();
  }
}

/** A sandbox in a process of its own, as a user has it: in this one it would wait for what is timed. */
async function startSandbox(): Promise<{ env: Record<string, string>; stop: () => void }> {
  const child = spawn(node, [program, 'sandbox', 'start', '--port', '0', '-o', 'json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line === '}') break;
  }
  const { environment } = JSON.parse(lines.join('\n')) as { environment: Record<string, string> };
  const stop = () => void child.kill('SIGTERM');
  return { env: environment, stop };
}
