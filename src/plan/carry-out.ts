import { Failure } from '../failure.ts';
import type { Screen } from '../terminal/screen.ts';
import type { Answer, VerbContext } from '../verb/verb.ts';
import { applyPlan, type StepOutcome, type Wait } from './apply.ts';
import { narrate } from './narrate.ts';
import { type Operations, sendCall } from './operations.ts';
import { countSteps, incomplete, resultOf, type StepResult } from './outcome.ts';
import { type ApiCall, isEmpty, type Json, type Plan } from './plan.ts';
import { openRecord } from './record.ts';
import { showPlan } from './show.ts';

/** A change to AWS: how to see what is there, and what to do about it. */
export interface Undertaking<Found> {
  readonly read: () => Promise<Found>;
  readonly plan: (found: Found) => Plan;
  /** What is still to do once the plan was applied, where that is not what `plan` would say of the same. */
  readonly rest?: (found: Found) => Plan;
  readonly operations: Operations;
  readonly waits?: Readonly<Record<string, Wait>>;
  /** What else to show with the plan, such as the next firings of a schedule. */
  readonly preview?: (
    found: Found,
    plan: Plan,
  ) => { readonly value: Json; readonly text: (screen: Screen) => string };
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
  /** The folder of the run's record. */
  readonly record?: string;
}

/** Seconds for AWS's reads to catch up with its writes before "still differs" is said. */
const settlePatience = 20;

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
  const shown = (screen: Screen) =>
    [showPlan(plan, screen), preview?.text(screen)].filter(Boolean).join('\n\n');
  const dryRun = context.global.dryRun;
  const value = { subject: plan.subject, dryRun, changed: !isEmpty(plan), plan, preview: preview?.value };

  if (isEmpty(plan)) {
    const text = (screen: Screen) =>
      [shown(screen), `${plan.subject}: nothing to do.`].filter(Boolean).join('\n');
    return { value, text };
  }
  if (dryRun) return { value, text: shown, exitCode: context.global.detailedExitcode ? 3 : 0 };

  await context.terminal.say(shown(await context.terminal.conversation()));
  await confirm(context, plan);
  const record = await openRecord(plan, { ...context, now: context.clock.now() });
  const outcomes = await apply(context, plan, undertaking);
  // What AWS has done is said even where it cannot be written down any more.
  await record
    .writeOutcome(outcomes)
    .catch(({ message }: Error) =>
      context.terminal.warn(`the outcome of this run could not be recorded: ${message}`),
    );

  const answer = { ...value, outcome: outcomes.map(resultOf), record: record.folder };
  if (outcomes.some(({ status }) => status !== 'done')) {
    throw incomplete(plan, outcomes, answer, context.signal.reason);
  }
  await confirmOutcome(context, undertaking, answer);
  if (plan.steps.some(({ undo }) => undo)) {
    await context.terminal.say(`What this replaced is kept in ${record.folder}`);
  }
  return { value: answer, text: () => `${plan.subject}: done, ${countSteps(outcomes.length)}.` };
}

async function confirm({ global, terminal }: VerbContext, plan: Plan): Promise<void> {
  if (global.yes) return;
  if (await terminal.confirm(`Change ${plan.subject}?`, '--yes')) return;
  throw new Failure('declined', `${plan.subject} is left as it was`);
}

async function apply<Found>(
  { aws, clock, signal, terminal }: VerbContext,
  plan: Plan,
  { operations, waits }: Undertaking<Found>,
): Promise<StepOutcome[]> {
  const { tell, finished } = narrate(terminal);
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
