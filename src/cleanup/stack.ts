import type { Answer, VerbContext } from '../verb/verb.ts';
import type { Prices } from './cost/prices.ts';
import { earlierRuns } from './earlier-runs.ts';
import type { Choices } from './judge/stay.ts';
import { kinds } from './kinds/index.ts';
import { readFound } from './read.ts';
import { sweep } from './sweep.ts';

export interface StackWishes {
  /** Name or id. */
  readonly stack: string;
  /** Look only. */
  readonly check: boolean;
  readonly choices: Choices;
  readonly prices: Prices;
}

/** Cleans up one stack: everything that is its own, or was born beside it. */
export function cleanStack(context: VerbContext, { stack, ...wishes }: StackWishes): Promise<Answer> {
  return sweep(context, {
    ...wishes,
    read: (unfinished) => {
      const earlier = earlierRuns(context, unfinished);
      return readFound(context.aws, stack, { choices: wishes.choices, kinds, unfinished: earlier });
    },
    expects: ({ subject }) => subject.name,
  });
}
