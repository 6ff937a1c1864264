import type { Screen } from '../terminal/screen.ts';
import { table } from '../terminal/table.ts';
import { readSchedule } from './expression.ts';
import { type FiringSpan, nextFirings } from './next-firings.ts';
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

/** The next firings of a schedule; none of one that has ended, or of a kind that is not known here. */
export function firingsOf({ expression, timezone, span }: KeptSchedule, now: Date): Firing[] {
  const known = readSchedule(expression);
  if (!known) return [];
  return nextFirings(known, timezone, now, firingsShown, span).map((at) => ({
    local: `${zonedTime(at, timezone)} ${timezone ?? 'UTC'}`,
    utc: at.toISOString().replace('.000Z', 'Z'),
  }));
}

/** The firings in a table, each with the name of what fires: the best check that a schedule says what was meant. */
export function drawFirings(
  firings: readonly (Firing & { readonly name: string })[],
  screen: Screen,
): string {
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
