import { Failure } from '../../failure.ts';
import type { PlanAnswer } from '../../plan/carry-out.ts';

/**
 * Adds to a run that was ended while it followed a deployment that the deployment itself is not ended by that.
 * @throws what it is given, always.
 */
export function sayThatItGoesOn(error: unknown): never {
  if (!(error instanceof Failure) || !isCutShort(error)) throw error;
  throw new Failure(error.kind, error.message, {
    hint: 'the deployment itself goes on; the same command waits for it again',
    cause: error.cause,
    value: error.value,
  });
}

function isCutShort({ kind, value }: Failure): boolean {
  if (kind !== 'interrupted' && kind !== 'timed-out') return false;
  const { outcome = [] } = (value ?? {}) as Partial<PlanAnswer>;
  return outcome.some(({ step, status }) => step === 'deployed' && status === 'failed');
}
