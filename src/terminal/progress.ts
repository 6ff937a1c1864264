import type { Ora } from 'ora';
import { printable } from './printable.ts';
import type { Paint } from './screen.ts';
import type { Output } from './streams.ts';
import type { Progress } from './terminal.ts';
import { shorten } from './text-width.ts';

/** Where steps that run at the same time are shown. */
export interface ProgressBoard {
  start(text: string): Progress;
  /** Takes away what is running and gives the cursor back; the board can be used again. */
  stop(): void;
}

export interface BoardOptions {
  readonly stream: Output;
  readonly paint: Paint;
  readonly columns: () => number;
}

interface Step {
  text: string;
}

type ShowRunning = (steps: readonly Step[]) => void;

/** A spinner over the steps that run, and a line for each that has ended. Loads `ora`. */
export async function spinnerBoard(options: BoardOptions): Promise<ProgressBoard> {
  const { default: ora } = await import('ora');
  // stdin stays as it is: discarding it would need raw mode, and with it Ctrl-C would no longer be a signal.
  const spinner = ora({ stream: options.stream, isEnabled: true, discardStdin: false, color: false });
  const { frames, interval } = spinner.spinner;
  spinner.spinner = { interval, frames: frames.map(options.paint.accent) };
  return board(options, (steps) => spin(spinner, steps, options.columns()));
}

/** One line for each step that has ended. */
export function lineBoard(options: BoardOptions): ProgressBoard {
  return board(options, () => undefined);
}

export const silentBoard: ProgressBoard = {
  start: () => ({ update: nothing, succeed: nothing, fail: nothing, clear: nothing }),
  stop: nothing,
};

function nothing(): void {}

/** One spinner for all steps: several would each redraw the terminal's last line. */
function spin(spinner: Ora, steps: readonly Step[], columns: number): void {
  const room = columns - 2;
  spinner.text = steps.map(({ text }) => shorten(text, room)).join('\n  ');
  if (steps.length === 0) spinner.stop();
  else if (!spinner.isSpinning) spinner.start();
}

function board({ stream, paint }: BoardOptions, show: ShowRunning): ProgressBoard {
  let running: readonly Step[] = [];
  const change = (steps: readonly Step[]): void => {
    running = steps;
    show(steps);
  };
  const start = (text: string): Progress => {
    const step: Step = { text: printable(text) };
    const end = (line?: string): void => {
      if (!running.includes(step)) return;
      change(running.filter((other) => other !== step));
      // While the spinner turns it takes itself away for this line and comes back under it.
      if (line !== undefined) stream.write(`${line}\n`);
    };
    change([...running, step]);
    return {
      update: (words) => {
        step.text = printable(words);
        if (running.includes(step)) show(running);
      },
      succeed: (words) => end(`${paint.good('✔')} ${printable(words)}`),
      fail: (words) => end(`${paint.bad('✖')} ${printable(words)}`),
      clear: () => end(),
    };
  };
  return { start, stop: () => change([]) };
}
