import type { Json } from '../../plan/plan.ts';
import type { ScheduleExpression } from '../../schedule/expression.ts';
import { drawFirings, type Firings, firingsOf } from '../../schedule/firings.ts';
import type { FiringSpan } from '../../schedule/next-firings.ts';
import { schedulerFirings } from '../../schedule/scheduler-firings.ts';
import type { Screen } from '../../terminal/screen.ts';
import type { FoundScheduled } from './read.ts';
import type { WantedSchedule } from './wanted.ts';

/** When a schedule fires once it is as it is wanted. */
interface Timing {
  readonly expression: ScheduleExpression;
  readonly timezone: string | undefined;
  readonly span: FiringSpan;
}

/** A zone, a start and an end that the existing schedule has stay; rules have none of them. */
export function timingOf({ expression, timezone }: WantedSchedule, { schedule }: FoundScheduled): Timing {
  const { StartDate, EndDate, CreationDate, ScheduleExpressionTimezone } = schedule ?? {};
  const zone = timezone ?? ScheduleExpressionTimezone;
  const isSame = schedule?.ScheduleExpression === expression.text;
  return {
    expression,
    timezone: expression.kind === 'rate' ? undefined : zone,
    span: {
      ...(StartDate && { start: StartDate }),
      ...(EndDate && { end: EndDate }),
      // A rate that is new counts from when it is set.
      ...(isSame && CreationDate && { created: CreationDate }),
    },
  };
}

/**
 * Whether the first task runs as soon as the plan is done: a rate of Scheduler that has no start begins at once, and so
 * does one that is changed. One of a rule begins when it has passed for the first time.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function runsAtOnce({ engine, expression }: WantedSchedule, { schedule }: FoundScheduled): boolean {
  if (engine !== 'scheduler' || expression.kind !== 'rate' || schedule?.StartDate) return false;
  if (schedule?.State === 'DISABLED') return false;
  return schedule?.ScheduleExpression !== expression.text;
}

/** The next firings of the schedule, as they will be when the plan is done; none of one that stays disabled. */
export function showFirings(wanted: WantedSchedule, now: () => Date) {
  return (found: FoundScheduled): { value: Json; text: (screen: Screen) => string } => {
    if (isDisabled(found)) return { value: [], text: () => 'It does not run while it is disabled.' };
    const firings = firingsAfter(wanted, found, wholeSecond(now()));
    const next = 'next' in firings ? firings.next : undefined;
    return {
      value: (next ?? []).map(({ local, utc }) => ({ local, utc })),
      text: (screen) =>
        drawFirings(
          next?.map((one) => ({ name: wanted.name, ...one })),
          screen,
        ),
    };
  };
}

function isDisabled({ rule, schedule }: FoundScheduled): boolean {
  return rule?.rule.State === 'DISABLED' || schedule?.State === 'DISABLED';
}

function firingsAfter(wanted: WantedSchedule, found: FoundScheduled, at: Date): Firings {
  const { expression, timezone, span } = timingOf(wanted, found);
  const isNow = runsAtOnce(wanted, found);
  // Of the rate that a rule has AWS does not say when it was set.
  const isKept = found.rule?.rule.ScheduleExpression === expression.text;
  return firingsOf(
    {
      ...{ expression: expression.text, timezone },
      span: { ...span, created: span.created ?? (isKept ? undefined : at), ...(isNow && { start: at }) },
    },
    // A start counts where it is still to come.
    isNow ? new Date(at.getTime() - 1) : at,
    schedulerFirings,
  );
}

function wholeSecond(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 1000) * 1000);
}
