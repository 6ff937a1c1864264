import type { Clock } from '../aws/clock.ts';
import { poll, type Verdict } from '../aws/poll.ts';
import type { Output } from './operations.ts';
import { inOrder } from './order.ts';
import { fillIn } from './placeholders.ts';
import type { ApiCall, Plan, Step } from './plan.ts';

/** Judges one answer of a waiting step's call. */
export type Wait = (output: Output) => Verdict<Output>;

export type StepStatus = 'done' | 'failed' | 'not tried';

export interface StepOutcome {
  readonly step: Step;
  readonly status: StepStatus;
  readonly error?: unknown;
}

export type StepEvent =
  | { readonly kind: 'started'; readonly step: Step }
  | { readonly kind: 'waiting'; readonly step: Step; readonly for: string }
  | { readonly kind: 'ended'; readonly outcome: StepOutcome };

export interface ApplyOptions {
  readonly send: (call: ApiCall) => Promise<Output>;
  readonly waits?: Readonly<Record<string, Wait>>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onEvent?: (event: StepEvent) => void;
  /** Steps under way at once. */
  readonly concurrency?: number;
}

/** Seconds that a waiting step may take, and between two looks of it. */
const waitPatience = 15 * 60;
const waitEvery = 5;

/**
 * Walks the plan in dependency order. A step that fails takes those that wait for it along as "not tried"; the others
 * go on. After an abort nothing new is begun.
 * @returns one outcome a step, in the order in which they ended.
 */
export async function applyPlan(plan: Plan, options: ApplyOptions): Promise<StepOutcome[]> {
  const walk = new Walk(inOrder(plan), options);
  return walk.run();
}

class Walk {
  readonly #options: ApplyOptions;
  readonly #outputs = new Map<string, Output>();
  readonly #statuses = new Map<string, StepStatus>();
  readonly #outcomes: StepOutcome[] = [];
  #left: Step[];

  constructor(steps: Step[], options: ApplyOptions) {
    this.#left = steps;
    this.#options = options;
  }

  async run(): Promise<StepOutcome[]> {
    const running = new Map<string, Promise<void>>();
    for (;;) {
      this.#giveUpHopeless();
      for (const step of this.#ready(running.size)) {
        this.#left = this.#left.filter((other) => other !== step);
        running.set(
          step.id,
          this.#carryOut(step).finally(() => running.delete(step.id)),
        );
      }
      if (running.size === 0) return this.#outcomes;
      await Promise.race(running.values());
    }
  }

  #ready(running: number): Step[] {
    const free = (this.#options.concurrency ?? 8) - running;
    return this.#left
      .filter((step) => step.after.every((id) => this.#statuses.get(id) === 'done'))
      .slice(0, Math.max(0, free));
  }

  /** Steps behind a failed one, and after an abort all that are left, will not be tried. */
  #giveUpHopeless(): void {
    const { signal } = this.#options;
    const hopeless = (step: Step) =>
      signal.aborted ||
      step.after.some((id) => ['failed', 'not tried'].includes(this.#statuses.get(id) ?? ''));
    for (let step = this.#left.find(hopeless); step; step = this.#left.find(hopeless)) {
      const lost = step;
      this.#left = this.#left.filter((other) => other !== lost);
      this.#end({ step: lost, status: 'not tried' });
    }
  }

  async #carryOut(step: Step): Promise<void> {
    this.#options.onEvent?.({ kind: 'started', step });
    try {
      this.#outputs.set(step.id, await this.#perform(step, fillIn(step.call, this.#outputs)));
      this.#end({ step, status: 'done' });
    } catch (error) {
      this.#end({ step, status: 'failed', error });
    }
  }

  async #perform(step: Step, call: ApiCall): Promise<Output> {
    if (step.until === undefined) return this.#sendSettled(step, call);
    const judge = this.#options.waits?.[step.until];
    if (!judge) throw new Error(`No judge for the wait "${step.until}"`);
    return poll({
      look: () => this.#options.send(call),
      judge,
      every: waitEvery,
      patience: waitPatience,
      clock: this.#options.clock,
      signal: this.#options.signal,
      onWaiting: (what) => this.#options.onEvent?.({ kind: 'waiting', step, for: what }),
    });
  }

  /** AWS may not know yet what an earlier step has just made: those errors, and only those, are tried again. */
  async #sendSettled(step: Step, call: ApiCall): Promise<Output> {
    const { clock, signal } = this.#options;
    const deadline = clock.now().getTime() + (step.settles?.seconds ?? 0) * 1000;
    for (let pause = 250; ; pause = Math.min(pause * 2, 2000)) {
      try {
        return await this.#options.send(call);
      } catch (error) {
        const name = error instanceof Error ? error.name : '';
        if (step.goal?.includes(name)) return {};
        const unsettled = step.settles?.errors.includes(name) && clock.now().getTime() + pause < deadline;
        if (!unsettled) throw error;
        this.#options.onEvent?.({ kind: 'waiting', step, for: `${name} to pass` });
        await clock.sleep(pause, signal);
      }
    }
  }

  #end(outcome: StepOutcome): void {
    this.#statuses.set(outcome.step.id, outcome.status);
    this.#outcomes.push(outcome);
    this.#options.onEvent?.({ kind: 'ended', outcome });
  }
}
