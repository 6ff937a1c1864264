import { explainAwsError } from '../aws/explain.ts';
import { Failure } from '../failure.ts';
import { quantity } from '../terminal/number.ts';
import type { StepOutcome, StepStatus } from './apply.ts';
import { compactIds } from './compact-ids.ts';
import type { Plan, Step } from './plan.ts';
import { type Group, groupSteps } from './series.ts';

/** Lines of one kind, and rows of ids in a line, that are written out; JSON has them all. */
const mostLines = 20;
const mostRows = 6;

/** An outcome as JSON has it. */
export interface StepResult {
  readonly step: string;
  readonly status: StepStatus;
  readonly error?: string;
}

export function resultOf({ step, status, error }: StepOutcome): StepResult {
  return { step: step.id, status, ...(error !== undefined && { error: reasonOf(error) }) };
}

/** `create scaling policy ecsctl-cpu`; of a series, its words and which one: `deregister revisions of web: web:7`. */
export function describeStep({ action, verb = action, resource, series }: Step): string {
  return series === undefined ? `${verb} ${resource.type} ${resource.id}` : `${series}: ${resource.id}`;
}

/** Why a step failed, in words, with the way out where one is known. */
export function reasonOf(error: unknown): string {
  const explained = error instanceof Failure ? error : explainAwsError(error);
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
  const failed = of('failed').map(({ step, error }) => `${describeStep(step)}: ${reasonOf(error)}`);
  const notTried = groupSteps(of('not tried').map(({ step }) => step)).map(describeGroup);
  const [kind, why] =
    stopped instanceof Failure ? [stopped.kind, `${stopped.message}; `] : ['partial' as const, ''];
  const done = `${subject}: ${why}${of('done').length} of ${countSteps(outcomes.length)} done`;
  return new Failure(kind, [done, ...listed('failed', failed), ...listed('not tried', notTried)].join('\n'), {
    hint: 'run the same command again: it plans only what is left',
    value,
  });
}

function describeGroup({ series, steps }: Group): string {
  if (series === undefined) return steps.map(describeStep).join(', ');
  const ids = steps.map(({ resource }) => resource.id);
  return `${series}: ${compactIds(ids, mostRows)}`;
}

function listed(status: StepStatus, lines: readonly string[]): string[] {
  const left = lines.length - mostLines;
  const shown = lines.slice(0, mostLines).map((line) => `  ${status.padEnd(9)}  ${line}`);
  return left > 0 ? [...shown, `  ${status.padEnd(9)}  and ${quantity(left)} more`] : shown;
}
