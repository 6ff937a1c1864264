import { nextFirings } from '../../schedule/next-firings.ts';
import type { ScheduleWindow } from './window-times.ts';

/** From when and until when an action is active. */
export interface ActionSpan {
  readonly start?: Date;
  readonly end?: Date;
}

/**
 * The spans of a window's two actions, so that the pair is never torn: AWS runs an action at its very start, and never
 * after its end. Both would run at one start, in no known order; and a window that is open at the end would never be
 * closed. So the pair begins with a whole window, and ends with one.
 */
export function windowSpans(
  window: ScheduleWindow,
  timezone: string | undefined,
  { start, end }: ActionSpan,
): { opening: ActionSpan; closing: ActionSpan } {
  const opens = (from: Date) => nextFirings(window.start, timezone, from, 1)[0];
  const closes = (from: Date) => nextFirings(window.end, timezone, from, 1)[0];
  const first = start && (opens(justBefore(start)) ?? start);
  return {
    opening: { start: first, end },
    closing: { start: first && (closes(first) ?? first), end: end && lastClosing(end, opens, closes) },
  };
}

/** The end itself while the window is closed then, otherwise when it closes. */
function lastClosing(
  end: Date,
  opens: (from: Date) => Date | undefined,
  closes: (from: Date) => Date | undefined,
): Date {
  const [closing, opening] = [closes(end), opens(end)];
  return closing && (!opening || closing < opening) ? closing : end;
}

/** Firings are looked for after an instant, and this one counts. */
function justBefore(instant: Date): Date {
  return new Date(instant.getTime() - 1);
}
