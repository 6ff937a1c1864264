import { quantity } from '../terminal/number.ts';
import { printable } from '../terminal/printable.ts';
import type { Screen } from '../terminal/screen.ts';
import { wrap } from '../terminal/wrap.ts';
import { compactIds } from './compact-ids.ts';
import type { Kept, Step } from './plan.ts';
import { tally, thingsOf } from './series.ts';

/** Rows of ids, and reasons, that are written out. */
const mostRows = 12;
const mostReasons = 3;
/** So many that stay for one reason are still named one by one. */
const fewKept = 3;

/** What a series takes and why, in lines without a sign: its words, the ids, the most frequent reasons. */
export function seriesLines(series: string, steps: readonly Step[], screen: Screen): string[] {
  const count = steps.reduce((sum, step) => sum + thingsOf(step), 0);
  const ids = compactIds(
    steps.map(({ resource }) => resource.id),
    mostRows,
  );
  const reasons = tally(steps.map(({ reason }) => reason));
  return [
    `${printable(series)}: ${screen.paint.strong(quantity(count))}`,
    ...indented(ids, screen),
    ...indented(reasonsInWords(reasons), screen).map(screen.paint.faint),
  ];
}

/** What stays and why; many that stay for one reason in one line. */
export function keptLines(kept: readonly Kept[]): string[] {
  const groups = new Map<string, Kept[]>();
  for (const one of kept) {
    const key = `${one.resource.type}\n${one.reason}`;
    const known = groups.get(key);
    if (known) known.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap(keptGroup);
}

function keptGroup(group: readonly Kept[]): string[] {
  const [first] = group;
  if (!first || group.length <= fewKept) {
    return group.map(({ resource, reason }) => `= ${resource.type} ${resource.id} stays: ${reason}`);
  }
  const ids = compactIds(
    group.map(({ resource }) => resource.id),
    mostRows,
  );
  return [`= ${first.resource.type} ${ids} stay (${quantity(group.length)}): ${first.reason}`];
}

/** `not used by anything`, or with counts where there are several. */
function reasonsInWords(reasons: readonly [string, number][]): string {
  const [only, ...others] = reasons;
  if (only && others.length === 0) return only[0];
  const named = reasons.slice(0, mostReasons).map(([reason, count]) => `${reason} (${quantity(count)})`);
  const left = reasons.length - named.length;
  return [...named, ...(left > 0 ? [`${quantity(left)} other reasons`] : [])].join('; ');
}

function indented(text: string, { aligned, width }: Screen): string[] {
  const lines = aligned ? wrap(printable(text), Math.max(20, width - 4)).split('\n') : [printable(text)];
  return lines.map((line) => `    ${line}`);
}
