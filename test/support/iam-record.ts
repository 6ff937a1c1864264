import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { verbs } from '../../src/cli/verbs.ts';
import type { LedgerEntry } from '../../src/sandbox/ledger.ts';

/** One file for each process that runs tests, so that none waits for another. */
const folder = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'ecsctl-iam');

interface Line {
  readonly verb: string;
  readonly actions: readonly string[];
}

/** Forgets what earlier runs of the suite have seen. */
export function forgetCalls(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Notes which IAM actions a command line needed, for the comparison with what its verb declares. */
export function recordCalls(argv: readonly string[], entries: readonly LedgerEntry[]): void {
  const verb = verbOf(argv);
  if (verb === undefined || entries.length === 0) return;
  mkdirSync(folder, { recursive: true });
  const line: Line = { verb, actions: [...new Set(entries.map(({ iamAction }) => iamAction))] };
  appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(line)}\n`);
}

/** Verb → every action that the sandbox saw it use since {@link forgetCalls}. */
export function recordedCalls(): ReadonlyMap<string, ReadonlySet<string>> {
  const seen = new Map<string, Set<string>>();
  for (const file of existsSync(folder) ? readdirSync(folder) : []) {
    const lines = readFileSync(join(folder, file), 'utf8').trim().split('\n');
    for (const { verb, actions } of lines.map((line): Line => JSON.parse(line))) {
      const known = seen.get(verb) ?? new Set();
      for (const action of actions) known.add(action);
      seen.set(verb, known);
    }
  }
  return seen;
}

/** The verb of a command line, wherever its global flags stand. */
function verbOf(argv: readonly string[]): string | undefined {
  return argv.flatMap((word, index) => [`${word} ${argv[index + 1]}`, word]).find((path) => verbs[path]);
}
