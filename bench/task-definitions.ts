import { runWatched } from './peak-memory.ts';
import { node, program, startSandbox } from './sandbox.ts';

/** How many times faster than AWS the sandbox lives and refills its buckets, and ecsctl asks. */
const factor = 50;
/** The share of AWS's request rates that ecsctl takes where nothing is said. */
const share = 0.8;
/** AWS's bucket for DeregisterTaskDefinition: at once, and a second after that. */
const bucket = { burst: 20, perSecond: 1 };

/** What deregistering took, beside the least that it can take. */
export interface BulkResult {
  readonly revisions: number;
  readonly calls: number;
  readonly fewestCalls: number;
  /** Requests that the sandbox refused as too fast. */
  readonly throttled: number;
  readonly seconds: number;
  /** What the request rate alone takes. */
  readonly leastSeconds: number;
  /** MiB. */
  readonly peak: number | undefined;
}

/** Deregisters the unused ones of so many task definitions, with AWS's request rates played and sped up. */
export async function taskDefinitions(revisions: number): Promise<BulkResult> {
  const sandbox = await startSandbox(
    ...['--scenario', `large:revisions=${revisions},balancers=0`],
    ...['--speed', String(factor), '--faults', 'throttle'],
  );
  try {
    const words = [node, program, 'cleanup', '--task-definitions', '--yes', '-o', 'json'];
    const run = await runWatched([...words, '--api-rate', String(share * factor)], sandbox.env);
    const { outcome } = JSON.parse(run.stdout) as { outcome: { status: string }[] };
    const done = outcome.filter(({ status }) => status === 'done').length;
    const entries = await ledgerOf(sandbox.url);
    const throttled = entries.filter(({ errorName }) => errorName === 'ThrottlingException').length;
    return {
      revisions: done,
      calls: entries.length,
      fewestCalls: fewestCalls(revisions, done),
      throttled,
      seconds: run.seconds,
      leastSeconds: (done - bucket.burst) / (bucket.perSecond * share * factor),
      peak: run.peak,
    };
  } finally {
    sandbox.stop();
  }
}

/** One for each that goes, the list before and after, and what it takes to see what uses one. */
function fewestCalls(revisions: number, done: number): number {
  const lists = Math.ceil(revisions / 100) + Math.ceil((revisions - done) / 100);
  const clusters = 2;
  const services = 2;
  const tasks = 2;
  const deploymentsOfEachService = 5;
  const serviceRevisions = 1;
  const callers = ['ListEventBuses', 'ListRules', 'ListSchedules'].length;
  return done + lists + clusters + services + tasks + deploymentsOfEachService + serviceRevisions + callers;
}

async function ledgerOf(url: string): Promise<{ operation: string; errorName?: string }[]> {
  const reply = await fetch(new URL('/_sandbox/ledger', url), { method: 'POST' });
  return ((await reply.json()) as { entries: { operation: string; errorName?: string }[] }).entries;
}
