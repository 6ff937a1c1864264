import type { Progress, Terminal } from '../terminal/terminal.ts';
import type { StepEvent, StepOutcome } from './apply.ts';
import { describeStep, reasonOf } from './outcome.ts';

/** Tells a run's events as they come, one line of progress a step. `finished` resolves when all has been told. */
export function narrate(terminal: Terminal): {
  tell: (event: StepEvent) => void;
  finished: () => Promise<void>;
} {
  const lines = new Map<string, Promise<Progress>>();
  let told: Promise<unknown> = Promise.resolve();
  const tell = (event: StepEvent) => {
    const step = event.kind === 'ended' ? event.outcome.step : event.step;
    const line = lines.get(step.id) ?? terminal.progress(describeStep(step));
    lines.set(step.id, line);
    const said = line.then((progress) => say(progress, event));
    told = Promise.all([told, said]);
  };
  return { tell, finished: async () => void (await told) };
}

function say(progress: Progress, event: StepEvent): void {
  if (event.kind === 'waiting') progress.update(`${describeStep(event.step)}: waiting for ${event.for}`);
  if (event.kind === 'ended') end(progress, event.outcome);
}

function end(progress: Progress, { step, status, error }: StepOutcome): void {
  const text = describeStep(step);
  if (status === 'done') progress.succeed(text);
  else progress.fail(status === 'failed' ? `${text}: ${reasonOf(error)}` : `${text}: not tried`);
}
