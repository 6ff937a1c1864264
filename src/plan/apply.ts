import { concernsCaller } from '../aws/caller-error.ts';
import { Backlog } from './backlog.ts';
import type { Output } from './operations.ts';
import { inOrder } from './order.ts';
import { type PerformOptions, perform } from './perform.ts';
import { fillIn, stepsReadBy } from './placeholders.ts';
import type { Plan, Step } from './plan.ts';

export type { Wait } from './perform.ts';

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

export interface ApplyOptions extends PerformOptions {
  readonly onEvent?: (event: StepEvent) => void;
  /** Steps under way at once; of series, as many for each operation. */
  readonly concurrency?: number;
}

/**
 * Walks the plan in dependency order. A step that fails takes those that wait for it along as "not tried"; the others
 * go on, but for those of its series where AWS refused the caller rather than the thing. After an abort nothing new is
 * begun.
 * @returns one outcome a step, in the order in which they ended.
 */
export function applyPlan(plan: Plan, options: ApplyOptions): Promise<StepOutcome[]> {
  return new Walk(inOrder(plan), options).run();
}

class Walk {
  readonly #options: ApplyOptions;
  readonly #backlog: Backlog;
  /** The steps of whose answers others make use: of thousands of steps no more is kept. */
  readonly #read: ReadonlySet<string>;
  readonly #outputs = new Map<string, Output>();
  readonly #outcomes: StepOutcome[] = [];
  #underWay = 0;

  constructor(steps: readonly Step[], options: ApplyOptions) {
    this.#options = options;
    this.#backlog = new Backlog(steps, options.concurrency ?? 8);
    this.#read = new Set(steps.flatMap(({ call }) => stepsReadBy(call)));
  }

  async run(): Promise<StepOutcome[]> {
    await new Promise<void>((resolve, reject) => this.#goOn(resolve, reject));
    return this.#outcomes;
  }

  /** Begins what may begin, and once more after each that has ended. */
  #goOn(resolve: () => void, reject: (error: unknown) => void): void {
    if (this.#options.signal.aborted) this.#leave(this.#backlog.giveUp(() => true));
    for (let step = this.#backlog.next(); step; step = this.#backlog.next()) {
      this.#underWay += 1;
      this.#carryOut(step)
        .finally(() => {
          this.#underWay -= 1;
        })
        .then(() => this.#goOn(resolve, reject))
        .catch(reject);
    }
    if (this.#underWay === 0) resolve();
  }

  async #carryOut(step: Step): Promise<void> {
    const { onEvent } = this.#options;
    onEvent?.({ kind: 'started', step });
    const onWaiting = (what: string) => onEvent?.({ kind: 'waiting', step, for: what });
    try {
      const output = await perform(step, fillIn(step.call, this.#outputs), this.#options, onWaiting);
      if (this.#read.has(step.id)) this.#outputs.set(step.id, output);
    } catch (error) {
      return this.#fail(step, error);
    }
    this.#backlog.done(step);
    this.#end({ step, status: 'done' });
  }

  #fail(step: Step, error: unknown): void {
    this.#end({ step, status: 'failed', error });
    this.#leave(this.#backlog.failed(step));
    if (step.series === undefined || !concernsCaller(error)) return;
    this.#leave(this.#backlog.giveUp(({ series }) => series === step.series));
  }

  #leave(steps: readonly Step[]): void {
    for (const step of steps) this.#end({ step, status: 'not tried' });
  }

  #end(outcome: StepOutcome): void {
    this.#outcomes.push(outcome);
    this.#options.onEvent?.({ kind: 'ended', outcome });
  }
}
