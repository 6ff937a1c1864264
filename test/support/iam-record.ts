import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verbs } from '../../src/cli/verbs.ts';
import type { LedgerEntry } from '../../src/sandbox/ledger.ts';

/** A folder for each run of the suite, with a file for each process of it, so that none waits for another. */
const variable = 'ECSCTL_TEST_IAM_RECORD';

interface Line {
  readonly verb: string;
  readonly actions: readonly string[];
}

/** Begins to note. The processes that run tests are started later, and inherit where. */
export function openIamRecord(): void {
  process.env[variable] = mkdtempSync(join(tmpdir(), 'ecsctl-iam-'));
}

export function removeIamRecord(): void {
  rmSync(recordFolder(), { recursive: true, force: true });
}

function recordFolder(): string {
  return process.env[variable] ?? join(tmpdir(), 'ecsctl-iam-none');
}

/** Notes which IAM actions a command line needed, for the comparison with what its verb declares. */
export function recordCalls(argv: readonly string[], entries: readonly LedgerEntry[]): void {
  const verb = verbOf(argv);
  if (verb === undefined || entries.length === 0 || !process.env[variable]) return;
  const line: Line = { verb, actions: [...new Set(entries.map(({ iamAction }) => iamAction))] };
  appendFileSync(join(recordFolder(), `${process.pid}.jsonl`), `${JSON.stringify(line)}\n`);
}

/** Verb → every action that the sandbox saw it use in this run of the suite. */
export function recordedCalls(): ReadonlyMap<string, ReadonlySet<string>> {
  const seen = new Map<string, Set<string>>();
  const folder = recordFolder();
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
  const paths = argv.flatMap((_, index) =>
    [3, 2, 1].map((words) => argv.slice(index, index + words).join(' ')),
  );
  return paths.find((path) => verbs[path]);
}
