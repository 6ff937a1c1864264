import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { clientEnvironment } from './environment.ts';

export interface Moto {
  readonly url: string;
  close(): void;
}

/** Starts moto on a free port of the loopback address. It ends with this process, however that ends. */
export async function startMoto(python: string): Promise<Moto> {
  const script = join(import.meta.dirname, 'python', 'serve_moto.py');
  // moto prints a stack for each operation that it does not know; its answer says as much.
  const child = spawn(python, [script], { env: clientEnvironment(), stdio: ['pipe', 'pipe', 'ignore'] });
  const [port] = (await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'close').then(() => ['']),
  ])) as [Buffer | string];
  if (!Number(port)) throw new Error('moto did not start');
  return { url: `http://127.0.0.1:${Number(port)}`, close: () => child.stdin.end() };
}
