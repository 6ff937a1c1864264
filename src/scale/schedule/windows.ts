import type { ScheduledAction } from '@aws-sdk/client-application-auto-scaling';
import type { Plan } from '../../plan/plan.ts';
import { type Bounds, boundsOf, serviceText, targetOf } from '../editable.ts';
import type { FoundScaling } from '../found.ts';
import { checkActionName, foundAction, planAction } from './action-step.ts';
import { mergedTiming, refuseTimes, type ScheduleTiming } from './actions.ts';
import { refuseBounds, refuseContradiction, refuseNoBound, type ScheduledBounds } from './bounds.ts';
import { windowSpans } from './window-span.ts';
import type { ScheduleWindow } from './window-times.ts';
import { boundsBorrowed, boundsMoved, openAlready } from './window-warnings.ts';

/** The window that is wanted. */
export interface WindowWanted extends ScheduledBounds, ScheduleTiming {
  readonly name: string;
  readonly window: ScheduleWindow;
}

/** The names of the two actions that a window is made of. */
export function windowNames(name: string): { start: string; end: string } {
  return { start: `${name}-start`, end: `${name}-end` };
}

/**
 * Plans the two actions of a window, NAME-start and NAME-end: the first sets the bounds, the second puts back what
 * was before, since AWS reverts nothing by itself. Of a pair that exists, the end goes on putting back what it did:
 * the target may just now have the window's own bounds.
 *
 * @throws what {@link planSchedule} throws.
 */
export function planWindow(wanted: WindowWanted, found: FoundScaling, now: Date): Plan {
  const names = windowNames(wanted.name);
  checkActionName(names.start);
  refuseBounds(wanted);
  const target = boundsOf(targetOf(found));
  const [first, second] = [foundAction(names.start, found), foundAction(names.end, found)];
  const bounds = {
    min: wanted.min ?? first?.ScalableTargetAction?.MinCapacity,
    max: wanted.max ?? first?.ScalableTargetAction?.MaxCapacity,
  };
  const before = boundsBefore(target, second);
  refuseNoBound(bounds);
  refuseContradiction(bounds, before);
  const { window } = wanted;
  const timing = mergedTiming(wanted, window.start.text, first ?? second);
  const spans = windowSpans(window, timing.timezone, timing);
  const { timezone } = timing;
  const opening = {
    name: names.start,
    schedule: window.start.text,
    timezone,
    ...spans.opening,
    ...bounds,
    reason: `window ${window.text} opens`,
  };
  // What the window does not touch, it does not put back either.
  const back = {
    ...(bounds.min !== undefined && { min: before.min }),
    ...(bounds.max !== undefined && { max: before.max }),
  };
  const closing = {
    name: names.end,
    schedule: window.end.text,
    timezone,
    ...spans.closing,
    ...back,
    reason: `window ${window.text} closes: the bounds go back to what they were`,
  };
  refuseTimes({ ...opening, ...timing }, { ...wanted, expression: window.start }, now);
  const start = planAction(opening, found);
  const end = planAction(closing, found, start?.action === 'create' ? 1 : 0);
  return {
    subject: serviceText(found.name),
    steps: [start, end].filter((step) => step !== undefined),
    kept: [],
    warnings: [
      ...(first ? [] : openAlready(window, timezone, now)),
      ...(first?.ScalableTargetAction
        ? boundsMoved(names.end, target, before, first.ScalableTargetAction)
        : []),
      ...boundsBorrowed(names.end, back, found),
    ],
  };
}

function boundsBefore(target: Bounds, closing: ScheduledAction | undefined): Bounds {
  const { MinCapacity, MaxCapacity } = closing?.ScalableTargetAction ?? {};
  return { min: MinCapacity ?? target.min, max: MaxCapacity ?? target.max };
}
