import { verbs } from '../../src/cli/verbs.ts';
import type { LedgerEntry } from '../../src/sandbox/ledger.ts';
import { services } from '../../src/sandbox/services/index.ts';
import { cases } from './cases/index.ts';

/** What should have been tried, and what of it was not. */
export interface Coverage {
  readonly all: readonly string[];
  readonly missing: readonly string[];
}

/** Which of the sandbox's operations were answered well at least once, as its own ledger tells. */
export function operationsExercised(entries: readonly LedgerEntry[]): Coverage {
  const answered = new Set(
    entries
      .filter(({ status }) => status >= 200 && status < 300)
      .map(({ service, operation }) => `${service} ${operation}`),
  );
  const all = services.flatMap(({ signingName, handlers }) =>
    Object.keys(handlers).map((operation) => `${signingName} ${operation}`),
  );
  return { all, missing: all.filter((operation) => !answered.has(operation)) };
}

/**
 * Which of the verbs that ask AWS anything have a case.
 * @param others verbs that were held against something else than moto.
 */
export async function verbsTried(others: readonly string[]): Promise<Coverage> {
  const loaded = await Promise.all(
    Object.entries(verbs).map(async ([path, load]) => ({
      path,
      asksAws: (await load()).verb.iam.length > 0,
    })),
  );
  const all = loaded.filter(({ asksAws }) => asksAws).map(({ path }) => path);
  const tried = new Set([...cases.map(({ verb }) => verb), ...others]);
  return { all, missing: all.filter((path) => !tried.has(path)) };
}
