import type { ScalableTargetAction } from '@aws-sdk/client-application-auto-scaling';
import { nextFirings } from '../../schedule/next-firings.ts';
import type { Bounds } from '../editable.ts';
import type { FoundScaling } from '../found.ts';
import { foundAction } from './action-step.ts';
import type { ScheduledBounds } from './bounds.ts';
import type { ScheduleWindow } from './window-times.ts';

const bounds = [
  ['min', 'MinCapacity'],
  ['max', 'MaxCapacity'],
] as const;

/** A window that is made while it would be open: nothing sets its bounds before it opens again. */
export function openAlready(window: ScheduleWindow, timezone: string | undefined, now: Date): string[] {
  const [opens] = nextFirings(window.start, timezone, now, 1);
  const [closes] = nextFirings(window.end, timezone, now, 1);
  if (!opens || !closes || opens < closes) return [];
  return [
    `the window is open just now, and its bounds take effect when it opens next, at ${opens.toISOString()}`,
  ];
}

/** Somebody has set the bounds since the window was made: its end puts back older ones. */
export function boundsMoved(
  closing: string,
  target: Bounds,
  before: Bounds,
  open: ScalableTargetAction,
): string[] {
  return bounds
    .filter(([bound, member]) => {
      const inside = open[member];
      return inside !== undefined && target[bound] !== before[bound] && target[bound] !== inside;
    })
    .map(([bound]) => `${closing} puts ${bound} back to ${before[bound]}, and it is ${target[bound]} now`);
}

/** Another window is open as this one is made: what is there now is that window's, and not what was before both. */
export function boundsBorrowed(closing: string, puts: ScheduledBounds, found: FoundScaling): string[] {
  return found.schedules.flatMap(({ ScheduledActionName = '', ScalableTargetAction: open }) => {
    const [, window] = /^(.+)-start$/.exec(ScheduledActionName) ?? [];
    const base = foundAction(`${window}-end`, found)?.ScalableTargetAction;
    if (!window || !open || !base || closing === `${window}-end`) return [];
    return bounds
      .filter(([bound, member]) => puts[bound] !== undefined && puts[bound] === open[member])
      .filter(([bound, member]) => base[member] !== undefined && base[member] !== puts[bound])
      .map(
        ([bound, member]) =>
          `${closing} puts ${bound} back to ${puts[bound]}, which is what window ${window} sets: outside of that it is ${base[member]}`,
      );
  });
}
