import type { Output } from './operations.ts';
import { type ApiCall, readOutput } from './plan.ts';

/**
 * The call with every `outputOf(…)` in its input replaced by what the step's answer really held.
 * @throws Error when the answer held no such member: a call must not go out with a part missing.
 */
export function fillIn(call: ApiCall, outputs: ReadonlyMap<string, Output>): ApiCall {
  return { ...call, input: fill(call.input, outputs) as ApiCall['input'] };
}

function fill(value: unknown, outputs: ReadonlyMap<string, Output>): unknown {
  if (typeof value === 'string') return fillText(value, outputs);
  if (Array.isArray(value)) return value.map((item) => fill(item, outputs));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, outputs)]));
}

function fillText(text: string, outputs: ReadonlyMap<string, Output>): unknown {
  const wanted = readOutput(text);
  if (!wanted) return text;
  const value = outputs.get(wanted.stepId)?.[wanted.member];
  if (value === undefined) throw new Error(`The answer of ${wanted.stepId} holds no ${wanted.member}`);
  return value;
}

/** The ids of the steps of whose answers the call's input holds a part. */
export function stepsReadBy(call: ApiCall): string[] {
  return [...readIn(call.input)];
}

function* readIn(value: unknown): Generator<string> {
  const wanted = typeof value === 'string' ? readOutput(value) : undefined;
  if (wanted) yield wanted.stepId;
  if (typeof value !== 'object' || value === null || value instanceof Date) return;
  for (const item of Object.values(value)) yield* readIn(item);
}
