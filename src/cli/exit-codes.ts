import type { FailureKind } from '../failure.ts';

/** What each exit code says; the help and docs/commands.md print this table. */
export const exitCodes = {
  0: 'done, or nothing to do',
  1: 'failed, or partly failed',
  2: 'wrong usage or bad input; nothing was tried',
  3: 'a check found something, or --dry-run --detailed-exitcode found changes',
  4: 'declined at the question',
  5: 'timed out waiting',
  6: 'no verdict: a check could not be made',
  130: 'interrupted',
} as const;

export type ExitCode = keyof typeof exitCodes;

/** Failure kind → exit code. */
export const codeOf: Readonly<Record<FailureKind, ExitCode>> = {
  usage: 2,
  'not-found': 1,
  refused: 1,
  partial: 1,
  declined: 4,
  'timed-out': 5,
  'no-verdict': 6,
  interrupted: 130,
};
