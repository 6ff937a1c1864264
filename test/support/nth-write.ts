import type { SandboxRoom } from './sandbox.ts';

/** Aborted in the moment in which AWS has done the n-th write, of which nobody has heard yet. */
export function nthWrite({ sandbox: { ledger } }: SandboxRoom, n: number): AbortSignal {
  const kill = new AbortController();
  ledger.onRecord = () => {
    if (ledger.writes.length < n) return;
    ledger.onRecord = undefined;
    kill.abort();
  };
  return kill.signal;
}
