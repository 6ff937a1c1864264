import { Failure, usage } from '../failure.ts';
import type { Paint } from './screen.ts';
import type { Input, Output } from './streams.ts';

/** Who is asked, and where. */
export interface Asked {
  readonly input: Input;
  readonly output: Output;
  /** Somebody can answer. */
  readonly interactive: boolean;
  readonly paint: () => Promise<Paint>;
  /** Takes the question back: `--timeout` ran out, or the process was told to end. */
  readonly signal?: AbortSignal;
}

/** Asks for yes or no, where Enter alone is no. Without a terminal a usage failure names `flag`. */
export async function confirm(question: string, flag: string, asked: Asked): Promise<boolean> {
  needsSomebody(question, flag, asked);
  const { default: ask } = await import('@inquirer/confirm');
  const theme = themeOf(await asked.paint());
  return answered(asked, (context) => ask({ message: question, default: false, theme }, context));
}

/** Asks for `expected` to be typed; a slip is pointed out, and Enter alone is no. Fails as `confirm` does. */
export async function typed(
  question: string,
  expected: string,
  flag: string,
  asked: Asked,
): Promise<boolean> {
  needsSomebody(question, flag, asked);
  const { default: ask } = await import('@inquirer/input');
  const validate = (value: string): true | string => {
    const answer = value.trim();
    return answer === '' || answer === expected || `That is not ${expected}. Press Enter alone to leave it.`;
  };
  const theme = themeOf(await asked.paint());
  const answer = await answered(asked, (context) => ask({ message: question, validate, theme }, context));
  return answer.trim() === expected;
}

function needsSomebody(question: string, flag: string, { interactive }: Asked): void {
  if (!interactive) throw usage(`"${question}" needs an answer and there is no terminal: add ${flag}`);
}

/** The prompts choose their colours by process.stdout; these are the ones decided for the stream they use. */
function themeOf(paint: Paint) {
  return {
    prefix: { idle: paint.accent('?'), done: paint.good('✔') },
    style: {
      message: paint.strong,
      answer: paint.accent,
      error: (text: string) => paint.bad(text),
      defaultAnswer: (text: string) => paint.faint(`(${text})`),
    },
  };
}

interface PromptContext {
  readonly input: Input;
  readonly output: Output;
  readonly signal: AbortSignal;
}

const takenBack = ['ExitPromptError', 'AbortPromptError', 'CancelPromptError'];

async function answered<T>(asked: Asked, ask: (context: PromptContext) => Promise<T>): Promise<T> {
  // Ctrl-D, or a terminal that is closed, ends the input, and the prompt by itself would wait on for ever.
  const inputEnded = new AbortController();
  const onEnd = (): void => inputEnded.abort();
  asked.input.once('end', onEnd);
  const signal = AbortSignal.any([inputEnded.signal, ...(asked.signal ? [asked.signal] : [])]);
  try {
    return await ask({ input: asked.input, output: asked.output, signal });
  } catch (error) {
    if (!(error instanceof Error && takenBack.includes(error.name))) throw error;
    if (asked.signal?.reason instanceof Failure) throw asked.signal.reason;
    throw new Failure('interrupted', 'interrupted while asking; nothing was changed by this question');
  } finally {
    asked.input.removeListener('end', onEnd);
  }
}
