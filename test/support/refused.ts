import { expect } from 'vitest';
import { Failure, type FailureKind } from '../../src/failure.ts';

/** The failure that `act` ends in, held to be one of that kind. */
export function failureOf(kind: FailureKind, act: () => unknown): Failure {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.kind).toBe(kind);
    return error;
  }
  throw new Error('nothing was refused');
}

/**
 * A refusal as its reader gets it: one sentence that contains `naming`, and what to do instead. A message of more
 * than one line, with a full stop inside, or with a value that was never there, is none.
 */
export function refusedFor(kind: FailureKind, naming: string, act: () => unknown): string {
  const { message, hint } = failureOf(kind, act);
  expect(message).toContain(naming);
  for (const text of [message, hint ?? '']) expect(text).not.toMatch(/\n|undefined|NaN|\[object|\.$/);
  expect(message).not.toMatch(/\. [A-Z]/);
  expect(hint).toBeTruthy();
  return `${message}\n  ${hint}`;
}
