import { Failure } from '../failure.ts';
import type { Screen } from '../terminal/screen.ts';
import type { Answer, VerbContext } from '../verb/verb.ts';
import { applyPlan, type StepOutcome, type Wait } from './apply.ts';
import { narrate } from './narrate.ts';
import { type Operations, sendCall } from './operations.ts';
import { countSteps, incomplete, resultOf, type StepResult } from './outcome.ts';
import { type ApiCall, isEmpty, type Json, type Plan } from './plan.ts';
import { openRecord, type RunRecord } from './record.ts';
import { showPlan } from './show.ts';

/** A change to AWS: how to see what is there, and what to do about it. */
export interface Undertaking<Found> {
  readonly read: () => Promise<Found>;
  readonly plan: (found: Found) => Plan;
  /** What is still to do once the plan was applied, where that is not what `plan` would say of the same. */
  readonly rest?: (found: Found) => Plan;
  /**
   * What to go on with, unasked, when AWS was looked at once more after the plan was applied: what failed for the sake
   * of something that is gone now, and nothing that the plan did not speak of. With it, `rest` is not asked.
   */
  readonly again?: (found: Found) => Plan;
  readonly operations: Operations;
  readonly waits?: Readonly<Record<string, Wait>>;
  /** A word that must be typed for yes, where a plain yes is too easily said. */
  readonly expects?: string;
  /** How the plan is shown, where it is not step by step. */
  readonly show?: (found: Found, plan: Plan) => (screen: Screen) => string;
  /** What is written into the run's record beside the plan. */
  readonly inventory?: (found: Found) => Json;
  /** The last word, on what there is when everything is done, or when there was nothing to do. */
  readonly conclude?: (found: Found) => Conclusion;
  /** What else to show with the plan, such as the next firings of a schedule. */
  readonly preview?: (
    found: Found,
    plan: Plan,
  ) => { readonly value: Json; readonly text: (screen: Screen) => string };
}

/** What a verb says of the state in which it leaves things. */
export interface Conclusion {
  readonly value: Json;
  readonly text: (screen: Screen) => string;
}

/** The documented answer of every verb that writes. */
export interface PlanAnswer {
  readonly subject: string;
  readonly dryRun: boolean;
  /** There was something to change (or, with a dry run, there is). */
  readonly changed: boolean;
  readonly plan: Plan;
  readonly preview?: Json;
  readonly outcome?: readonly StepResult[];
  /** What is there in the end, where the verb looks for it. */
  readonly left?: Json;
  /** The folder of the run's record. */
  readonly record?: string;
}

/** Seconds for AWS's reads to catch up with its writes before "still differs" is said. */
const settlePatience = 20;
/** How often what is left is tried again before it is left to the reader. */
const mostRounds = 8;

/**
 * The one road of every verb that writes: read, plan, show, confirm, record, apply, read again.
 * @throws Failure `declined`, `partial` with the answer so far, or `usage` where nobody can be asked.
 */
export async function carryOut<Found>(
  context: VerbContext,
  undertaking: Undertaking<Found>,
): Promise<Answer<PlanAnswer>> {
  const found = await undertaking.read();
  const plan = undertaking.plan(found);
  const preview = undertaking.preview?.(found, plan);
  const planned = undertaking.show?.(found, plan) ?? ((screen: Screen) => showPlan(plan, screen));
  const shown = (screen: Screen) => [planned(screen), preview?.text(screen)].filter(Boolean).join('\n\n');
  const dryRun = context.global.dryRun;
  const value = { subject: plan.subject, dryRun, changed: !isEmpty(plan), plan, preview: preview?.value };

  if (isEmpty(plan)) {
    const last = undertaking.conclude?.(found);
    const text = (screen: Screen) =>
      [shown(screen), last?.text(screen) ?? `${plan.subject}: nothing to do.`].filter(Boolean).join('\n');
    return { value: { ...value, ...(last && { left: last.value }) }, text };
  }
  if (dryRun) return { value, text: shown, exitCode: context.global.detailedExitcode ? 3 : 0 };

  await context.terminal.say(shown(await context.terminal.conversation()));
  await confirm(context, plan, undertaking.expects);
  const record = await openRecord(plan, {
    ...context,
    now: context.clock.now(),
    inventory: undertaking.inventory?.(found),
  });
  const rounds = await applyInRounds(context, plan, undertaking, record);
  const last = rounds.found && undertaking.conclude?.(rounds.found);
  const answer = {
    ...value,
    outcome: rounds.all.map(resultOf),
    ...(last && { left: last.value }),
    record: record.folder,
  };
  if (rounds.unfinished.length > 0) {
    throw incomplete(plan, rounds.unfinished, answer, context.signal.reason);
  }
  if (!undertaking.again) await confirmOutcome(context, undertaking, answer);
  if (plan.steps.some(({ undo }) => undo)) {
    await context.terminal.say(`What this replaced is kept in ${record.folder}`);
  }
  const done = `${plan.subject}: done, ${countSteps(rounds.all.length)}.`;
  return { value: answer, text: (screen) => [done, last?.text(screen)].filter(Boolean).join('\n') };
}

async function confirm({ global, terminal }: VerbContext, plan: Plan, expects?: string): Promise<void> {
  if (global.yes) return;
  const yes =
    expects === undefined
      ? await terminal.confirm(`Change ${plan.subject}?`, '--yes')
      : await terminal.typed(`Type ${expects} to go on:`, expects, '--yes');
  if (!yes) throw new Failure('declined', `${plan.subject} is left as it was`);
}

interface Rounds<Found> {
  readonly all: readonly StepOutcome[];
  /** The last round's outcomes where it did not come to its end; empty where nothing is left to do. */
  readonly unfinished: readonly StepOutcome[];
  /** What the last look found, where there was one. */
  readonly found?: Found;
}

/** Applies the plan, and then what a fresh look says is left of it, as long as that gets anywhere. */
async function applyInRounds<Found>(
  context: VerbContext,
  first: Plan,
  undertaking: Undertaking<Found>,
  record: RunRecord,
): Promise<Rounds<Found>> {
  const all: StepOutcome[] = [];
  let plan = first;
  for (let round = 1; ; round += 1) {
    const outcomes = await apply(context, plan, undertaking);
    all.push(...outcomes);
    // What AWS has done is said even where it cannot be written down any more.
    await record
      .writeOutcome(all)
      .catch(({ message }: Error) =>
        context.terminal.warn(`the outcome of this run could not be recorded: ${message}`),
      );
    const isWhole = outcomes.every(({ status }) => status === 'done');
    if (!undertaking.again || context.signal.aborted) return { all, unfinished: isWhole ? [] : outcomes };
    const found = await undertaking.read();
    const next = undertaking.again(found);
    if (isEmpty(next)) return { all, unfinished: [], found };
    const gotOn = outcomes.some(({ status }) => status === 'done');
    if (!(gotOn || hasNew(next, plan)) || round === mostRounds) return { all, unfinished: outcomes, found };
    plan = next;
  }
}

/** A wait that failed may have ended all the same: what is planned then was not tried before. */
function hasNew(next: Plan, { steps }: Plan): boolean {
  const tried = new Set(steps.map(({ id }) => id));
  return next.steps.some(({ id }) => !tried.has(id));
}

async function apply<Found>(
  { aws, clock, signal, terminal }: VerbContext,
  plan: Plan,
  { operations, waits }: Undertaking<Found>,
): Promise<StepOutcome[]> {
  const { tell, finished } = narrate(terminal, plan, clock);
  const send = (call: ApiCall) => sendCall(call, operations, aws);
  const outcomes = await applyPlan(plan, { send, waits, clock, signal, onEvent: tell });
  await finished();
  return outcomes;
}

/** Plans once more from what AWS says now: only an empty plan is "done". */
async function confirmOutcome<Found>(
  { clock, signal }: VerbContext,
  { read, plan, rest = plan }: Undertaking<Found>,
  value: PlanAnswer,
): Promise<void> {
  const deadline = clock.now().getTime() + settlePatience * 1000;
  for (;;) {
    const left = rest(await read());
    if (isEmpty(left)) return;
    if (clock.now().getTime() > deadline) {
      const what = left.steps.map(({ resource }) => `${resource.type} ${resource.id}`).join(', ');
      throw new Failure('partial', `AWS took every call, yet this still differs from the plan: ${what}`, {
        hint: 'something else may have changed it meanwhile; run the command again to see the difference',
        value,
      });
    }
    await clock.sleep(1000, signal);
  }
}
