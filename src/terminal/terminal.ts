import type { Screen } from './screen.ts';

/** A running line of progress: a spinner where there is a terminal, one line at the end where there is none. */
export interface Progress {
  update(text: string): void;
  succeed(text: string): void;
  fail(text: string): void;
  /** Takes the line away without a word. */
  clear(): void;
}

/** The person, or the pipe, at the other end. Answers go to stdout, conversation to stderr. */
export interface Terminal {
  /** A question can be asked: stdin and stderr are terminals. */
  readonly interactive: boolean;
  /** The screen that stdout is; colours are loaded on the first call. */
  screen(): Promise<Screen>;
  /** The screen that stderr is. */
  conversation(): Promise<Screen>;
  /** Writes the answer. */
  answer(text: string): Promise<void>;
  /** Says something beside the answer; silent with `--quiet`. */
  say(text: string): Promise<void>;
  /** A warning: said even with `--quiet`. */
  warn(text: string): Promise<void>;
  progress(text: string): Promise<Progress>;
  /** Asks yes or no; fails with a usage failure naming `flag` where nobody can answer. */
  confirm(question: string, flag: string): Promise<boolean>;
  /** Asks for `expected` to be typed; the same failure where nobody can answer. */
  typed(question: string, expected: string, flag: string): Promise<boolean>;
  /** Draws `text` over what the last call drew; appends where stdout is no terminal. */
  redraw(text: string): Promise<void>;
}
