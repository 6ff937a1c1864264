import type { Screen } from '../terminal/screen.ts';
import { table } from '../terminal/table.ts';
import { readSchedule } from './kept-expression.ts';
import type { FiringSpan, NextFirings } from './next-firings.ts';
import { knowsZone } from './timezone.ts';
import { zonedTime } from './zoned-time.ts';

/** How many firings are shown of a schedule. */
export const firingsShown = 5;

/** A time at which a schedule fires. */
export interface Firing {
  /** As a clock in the schedule's zone shows it: `Mon 03-02 09:00 Asia/Seoul`. */
  readonly local: string;
  readonly utc: string;
}

/** A schedule as AWS keeps it. */
export interface KeptSchedule {
  readonly expression: string | undefined;
  readonly timezone?: string | undefined;
  readonly span?: FiringSpan;
}

/** The next firings, none of what has ended; or what is missing to tell them. */
export type Firings =
  | { readonly next: readonly Firing[] }
  /** `anchor`: a rate of which AWS does not say when it was set. */
  | { readonly unknown: 'expression' | 'zone' | 'anchor' };

/** The next firings of a schedule, by the service that keeps it. */
export function firingsOf(
  { expression, timezone, span }: KeptSchedule,
  now: Date,
  nextFirings: NextFirings,
): Firings {
  const known = readSchedule(expression);
  if (!known) return { unknown: 'expression' };
  if (known.kind === 'rate' && !(span?.start ?? span?.created)) return { unknown: 'anchor' };
  if (!knowsZone(timezone)) return { unknown: 'zone' };
  const next = nextFirings(known, timezone, now, firingsShown, span).map((at) => ({
    local: `${zonedTime(at, timezone)} ${timezone ?? 'UTC'}`,
    utc: at.toISOString().replace('.000Z', 'Z'),
  }));
  return { next };
}

/**
 * The firings in a table, each with the name of what fires: the best check that a schedule says what was meant. Undefined
 * are those that cannot be told.
 */
export function drawFirings(
  firings: readonly (Firing & { readonly name: string })[] | undefined,
  screen: Screen,
): string {
  if (!firings) return 'When it runs next is not known here.';
  if (firings.length === 0) return 'It never runs again.';
  return table(
    [
      { title: 'Next', value: ({ name }) => name, shrink: 1 },
      { title: 'Local time', value: ({ local }) => local },
      { title: 'UTC', value: ({ utc }) => utc },
    ],
    firings,
    screen,
  );
}
