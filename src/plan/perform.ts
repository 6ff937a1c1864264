import type { Clock } from '../aws/clock.ts';
import { poll, type Verdict } from '../aws/poll.ts';
import type { Output } from './operations.ts';
import type { ApiCall, Step } from './plan.ts';

/** Judges one answer of a waiting step's call. */
export type Wait = (output: Output) => Verdict<Output>;

export interface PerformOptions {
  readonly send: (call: ApiCall) => Promise<Output>;
  readonly waits?: Readonly<Record<string, Wait>>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Seconds that a waiting step may take where it says nothing else, and between two looks of it. */
const waitPatience = 15 * 60;
const waitEvery = 5;

/**
 * Makes a step's call, again where it waits for a condition or for AWS to know what an earlier step has made.
 * @param onWaiting told what is being waited for.
 * @returns the last answer; of a step whose aim was reached already, nothing.
 */
export async function perform(
  step: Step,
  call: ApiCall,
  options: PerformOptions,
  onWaiting: (what: string) => void,
): Promise<Output> {
  try {
    if (step.until === undefined) return await sendSettled(step, call, options, onWaiting);
    return await waitUntil(step, call, options, onWaiting);
  } catch (error) {
    if (step.goal?.includes(nameOf(error))) return {};
    throw error;
  }
}

function waitUntil(
  { until = '', patience = waitPatience }: Step,
  call: ApiCall,
  { send, waits, clock, signal }: PerformOptions,
  onWaiting: (what: string) => void,
): Promise<Output> {
  const judge = waits?.[until];
  if (!judge) throw new Error(`No judge for the wait "${until}"`);
  const look = () => send(call);
  return poll({ look, judge, every: waitEvery, patience, clock, signal, onWaiting });
}

/** AWS may not know yet what an earlier step has just made: those errors, and only those, are tried again. */
async function sendSettled(
  { settles }: Step,
  call: ApiCall,
  { send, clock, signal }: PerformOptions,
  onWaiting: (what: string) => void,
): Promise<Output> {
  const deadline = clock.now().getTime() + (settles?.seconds ?? 0) * 1000;
  for (let pause = 250; ; pause = Math.min(pause * 2, 2000)) {
    try {
      return await send(call);
    } catch (error) {
      const name = nameOf(error);
      const unsettled = settles?.errors.includes(name) && clock.now().getTime() + pause < deadline;
      if (!unsettled) throw error;
      onWaiting(`${name} to pass`);
      await clock.sleep(pause, signal);
    }
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
