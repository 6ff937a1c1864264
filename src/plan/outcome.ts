import { explainAwsError } from '../aws/explain.ts';
import { Failure } from '../failure.ts';
import type { StepOutcome, StepStatus } from './apply.ts';
import type { Plan, Step } from './plan.ts';

/** An outcome as JSON has it. */
export interface StepResult {
  readonly step: string;
  readonly status: StepStatus;
  readonly error?: string;
}

export function resultOf({ step, status, error }: StepOutcome): StepResult {
  return { step: step.id, status, ...(error !== undefined && { error: reasonOf(error) }) };
}

/** `create scaling policy ecsctl-cpu`. */
export function describeStep({ action, resource }: Step): string {
  return `${action} ${resource.type} ${resource.id}`;
}

/** Why a step failed, in words. */
export function reasonOf(error: unknown): string {
  const explained = explainAwsError(error);
  if (explained) return [explained.message, explained.hint].filter(Boolean).join('; ');
  return error instanceof Error ? error.message : String(error);
}

/** `1 step`, `3 steps`. */
export function countSteps(number: number): string {
  return `${number} step${number === 1 ? '' : 's'}`;
}

/**
 * The failure of a run of which not every step was done: what was, what failed and why, what was not tried.
 * @param stopped the reason of an abort, whose kind decides the exit code.
 */
export function incomplete(
  { subject }: Plan,
  outcomes: readonly StepOutcome[],
  value: unknown,
  stopped: unknown,
): Failure {
  const of = (status: StepStatus) => outcomes.filter((outcome) => outcome.status === status);
  const failed = of('failed').map(
    ({ step, error }) => `  failed     ${describeStep(step)}: ${reasonOf(error)}`,
  );
  const notTried = of('not tried').map(({ step }) => `  not tried  ${describeStep(step)}`);
  const [kind, why] =
    stopped instanceof Failure ? [stopped.kind, `${stopped.message}; `] : ['partial' as const, ''];
  const done = `${subject}: ${why}${of('done').length} of ${countSteps(outcomes.length)} done`;
  return new Failure(kind, [done, ...failed, ...notTried].join('\n'), {
    hint: 'run the same command again: it plans only what is left',
    value,
  });
}
