import type { Clock } from '../aws/clock.ts';
import type { Progress, Terminal } from '../terminal/terminal.ts';
import type { StepEvent, StepOutcome } from './apply.ts';
import { describeStep, reasonOf } from './outcome.ts';
import type { Plan } from './plan.ts';
import { groupSteps, thingsOf } from './series.ts';
import { SeriesProgress } from './series-progress.ts';

/**
 * Tells a run's events as they come, one line of progress a step and one a series. `finished` resolves when all has
 * been told.
 */
export function narrate(
  terminal: Terminal,
  plan: Plan,
  clock: Clock,
): {
  tell: (event: StepEvent) => void;
  finished: () => Promise<void>;
} {
  const tellStep = stepTeller(terminal);
  const tellSeries = seriesTeller(terminal, plan, clock);
  const telling = new Set<Promise<void>>();
  const tell = (event: StepEvent) => {
    const { series } = event.kind === 'ended' ? event.outcome.step : event.step;
    const told = series === undefined ? tellStep(event) : tellSeries(series, event);
    telling.add(told);
    void told.then(() => telling.delete(told));
  };
  return { tell, finished: async () => void (await Promise.all(telling)) };
}

function stepTeller(terminal: Terminal): (event: StepEvent) => Promise<void> {
  const lines = new Map<string, Promise<Progress>>();
  return async (event) => {
    const step = event.kind === 'ended' ? event.outcome.step : event.step;
    const line = lines.get(step.id) ?? terminal.progress(describeStep(step));
    if (event.kind === 'ended') lines.delete(step.id);
    else lines.set(step.id, line);
    say(await line, event);
  };
}

function seriesTeller(
  terminal: Terminal,
  { steps }: Plan,
  clock: Clock,
): (series: string, event: StepEvent) => Promise<void> {
  const totals = new Map(
    groupSteps(steps).map((group) => [
      group.series,
      group.steps.reduce((sum, step) => sum + thingsOf(step), 0),
    ]),
  );
  const lines = new Map<string, SeriesProgress>();
  return async (series, event) => {
    const line = lines.get(series) ?? new SeriesProgress(series, totals.get(series) ?? 0, terminal, clock);
    lines.set(series, line);
    if (event.kind === 'ended') await line.ended(event.outcome);
  };
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
