import type { ScheduledAction } from '@aws-sdk/client-application-auto-scaling';
import { type Failure, usage } from '../../failure.ts';
import type { Plan } from '../../plan/plan.ts';
import type { ScheduleExpression } from '../../schedule/expression.ts';
import { readSchedule } from '../../schedule/kept-expression.ts';
import { nextFirings } from '../../schedule/next-firings.ts';
import { knowsZone } from '../../schedule/timezone.ts';
import { boundsOf, serviceText, targetOf } from '../editable.ts';
import type { FoundScaling } from '../found.ts';
import { type ActionWanted, checkActionName, foundAction, planAction } from './action-step.ts';
import { refuseBounds, refuseContradiction, refuseNoBound, type ScheduledBounds } from './bounds.ts';

/** When a schedule sets bounds. What is absent stays as the existing action has it. */
export interface ScheduleTiming {
  readonly timezone?: string;
  readonly start?: Date;
  readonly end?: Date;
}

/** The scheduled action that is wanted. */
export interface ScheduleWanted extends ScheduledBounds, ScheduleTiming {
  readonly name: string;
  /** May be absent only for an action that exists. */
  readonly expression?: ScheduleExpression;
}

/**
 * Plans one scheduled action; of an existing one all stays that is not named, its start and end above all, which
 * PutScheduledAction would delete.
 *
 * @param now by which a time counts as past.
 * @throws a usage failure for the name, bounds and times; a `refused` failure without a scalable target, for bounds
 *   that the target's other bound contradicts, and for more than 200 actions.
 */
export function planSchedule(wanted: ScheduleWanted, found: FoundScaling, now: Date): Plan {
  checkActionName(wanted.name);
  refuseBounds(wanted);
  const target = boundsOf(targetOf(found));
  const action = mergedAction(wanted, found);
  refuseNoBound(action);
  refuseContradiction(action, target);
  refuseTimes(action, wanted, now);
  const step = planAction(action, found);
  return {
    subject: serviceText(found.name),
    steps: step ? [step] : [],
    kept: [],
    warnings: [],
  };
}

function mergedAction(wanted: ScheduleWanted, found: FoundScaling): ActionWanted {
  const existing = foundAction(wanted.name, found);
  const schedule = wanted.expression?.text ?? existing?.Schedule;
  if (!schedule) throw missingExpression(wanted.name, found);
  const bounds = existing?.ScalableTargetAction;
  return {
    name: wanted.name,
    schedule,
    ...mergedTiming(wanted, schedule, existing),
    min: wanted.min ?? bounds?.MinCapacity,
    max: wanted.max ?? bounds?.MaxCapacity,
    reason: 'the bounds are to change by the clock',
  };
}

/**
 * The existing action's start, end and time zone under those that are named.
 *
 * @throws a usage failure for a time zone beside a rate, which has none.
 */
export function mergedTiming(
  { timezone, start, end }: ScheduleTiming,
  schedule: string,
  existing: ScheduledAction | undefined,
): ScheduleTiming {
  const rate = schedule.startsWith('rate');
  if (rate && timezone !== undefined)
    throw usage(
      `--timezone ${timezone} means nothing to a rate`,
      'leave it out, or write the schedule with --cron',
    );
  return {
    ...(!rate && { timezone: timezone ?? existing?.Timezone }),
    start: start ?? existing?.StartTime,
    end: end ?? existing?.EndTime,
  };
}

function missingExpression(name: string, { schedules }: FoundScaling): Failure {
  const pair = schedules.some(({ ScheduledActionName }) => ScheduledActionName === `${name}-start`);
  return usage(
    pair ? `schedule ${name} is a window` : `schedule ${name} does not exist yet, and says nothing of when`,
    pair
      ? 'give its --window again with what is to change'
      : "add --cron, --rate, --at or --window 'MON-FRI 09:00-18:00'",
  );
}

/**
 * Holds that the span is one, and that the schedule runs in it after `now`.
 *
 * @throws a usage failure naming the times, unless none of them was named.
 */
export function refuseTimes(action: ActionWanted, wanted: ScheduleWanted, now: Date): void {
  const { start, end } = action;
  if (start && end && start >= end)
    throw usage(
      `--start ${iso(start)} is not before --end ${iso(end)}`,
      'write an end that comes after the start',
    );
  if (wanted.end && wanted.end <= now)
    throw usage(`--end ${iso(wanted.end)} is in the past`, `write a time after ${iso(now)}`);
  const expression = wanted.expression ?? readSchedule(action.schedule);
  if (!expression || (!wanted.expression && !wanted.start && !wanted.end)) return;
  if (!knowsZone(action.timezone)) return;
  if (nextFirings(expression, action.timezone, now, 1, action).length > 0) return;
  const when = end
    ? `between ${iso(start && start > now ? start : now)} and ${iso(end)}`
    : `after ${iso(now)}`;
  throw usage(`${expression.text} never runs ${when}`, 'write a time that is still to come');
}

function iso(time: Date): string {
  return time.toISOString().replace('.000Z', 'Z');
}
