import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LedgerEntry } from '../../src/sandbox/ledger.ts';
import { clientEnvironment } from './environment.ts';

/** A sandbox as a user starts it, in a process of its own. */
export interface SandboxProcess {
  readonly url: string;
  /** Every request that it has answered. */
  entries(): Promise<readonly LedgerEntry[]>;
  /** What went wrong inside of it. */
  bugs(): Promise<readonly { readonly operation: string; readonly error: string }[]>;
  close(): void;
}

/** @param speed how many times as fast as the machine's its clock runs: what AWS takes minutes for need not take them here. */
export async function startSandboxProcess({ speed = 1 } = {}): Promise<SandboxProcess> {
  const program = join(import.meta.dirname, '..', '..', 'bin', 'ecsctl.js');
  const words = [
    'sandbox',
    'start',
    '--scenario',
    'web',
    '--port',
    '0',
    '--speed',
    String(speed),
    '--output',
    'json',
    '--query',
    'url',
  ];
  const child = spawn(process.execPath, [program, ...words], {
    env: clientEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.on('exit', () => child.kill());
  const ended = once(child, 'close').then(() => Promise.reject(new Error('The sandbox did not start')));
  const [printed] = (await Promise.race([once(child.stdout, 'data'), ended])) as [Buffer];
  ended.catch(() => {});
  const url = JSON.parse(printed.toString('utf8')) as string;
  const ledger = async () => (await fetch(`${url}/_sandbox/ledger`)).json() as Promise<Ledger>;
  return {
    url,
    entries: async () => (await ledger()).entries,
    bugs: async () => (await ledger()).bugs,
    close: () => child.kill(),
  };
}

interface Ledger {
  readonly entries: readonly LedgerEntry[];
  readonly bugs: readonly { readonly operation: string; readonly error: string }[];
}
