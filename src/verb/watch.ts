import { Failure, usage } from '../failure.ts';
import type { Answer, VerbContext } from './verb.ts';

/** Milliseconds between two looks. */
const pause = 5000;

/** What of a verb's context watching takes. */
interface Watching {
  readonly terminal: Pick<VerbContext['terminal'], 'screen' | 'redraw'>;
  readonly clock: Pick<VerbContext['clock'], 'sleep'>;
  readonly signal: AbortSignal;
  readonly global: Partial<Pick<VerbContext['global'], 'output' | 'query'>>;
}

/**
 * Looks again and again, and draws each answer over the one before, until Ctrl-C: the ordinary end of it.
 * @returns the empty answer, for all has been shown.
 * @throws a usage failure beside `--query` or another output than text.
 */
export async function watch(context: Watching, look: () => Promise<Answer>): Promise<Answer> {
  const { terminal, clock, signal } = context;
  refuseForms(context);
  try {
    for (;;) {
      const { text } = await look();
      await terminal.redraw(text(await terminal.screen()));
      await clock.sleep(pause, signal);
    }
  } catch (error) {
    if (!isInterrupted(signal)) throw error;
    return { value: undefined, text: () => '' };
  }
}

function isInterrupted({ aborted, reason }: AbortSignal): boolean {
  return aborted && reason instanceof Failure && reason.kind === 'interrupted';
}

/** A picture that is drawn again and again is no value. */
function refuseForms({ global: { output, query } }: Watching): void {
  if (query !== undefined)
    throw usage('--watch draws a screen, which --query cannot pick from', 'leave one of them out');
  if (output === undefined || output === 'text') return;
  throw usage(`--watch draws a screen, not ${output}`, `leave --watch out, or -o ${output}`);
}
