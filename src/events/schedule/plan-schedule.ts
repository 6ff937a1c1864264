import { usage } from '../../failure.ts';
import type { Plan } from '../../plan/plan.ts';
import { schedulerFirings } from '../../schedule/scheduler-firings.ts';
import { knowsZone } from '../../schedule/timezone.ts';
import { refuseNamesake } from './namesake.ts';
import { planRule } from './plan-rule.ts';
import { planScheduler } from './plan-scheduler.ts';
import type { FoundScheduled } from './read.ts';
import { timingOf } from './timing.ts';
import type { WantedSchedule } from './wanted.ts';

/**
 * Plans the task that runs by the clock, with the engine that was chosen.
 * @param now by which a time counts as past.
 * @throws a usage failure for a schedule that never runs again, a `refused` one where the other engine has the name, and
 * what the parts throw.
 */
export function planSchedule(wanted: WantedSchedule, found: FoundScheduled, now: Date): Plan {
  if (wanted.engine === 'rule' && found.schedule) refuseNamesake('schedule', wanted.name);
  if (wanted.engine === 'scheduler' && found.rule) refuseNamesake('rule', wanted.name);
  const { expression, timezone, span } = timingOf(wanted, found);
  if (knowsZone(timezone) && schedulerFirings(expression, timezone, now, 1, span).length === 0)
    throw usage(
      `${expression.text} never runs after ${now.toISOString().replace(/\.\d+Z$/, 'Z')}`,
      span.end && expression.kind !== 'at'
        ? 'the schedule ends before: name another time'
        : 'write a time that is still to come',
    );
  return wanted.engine === 'rule' ? planRule(wanted, found) : planScheduler(wanted, found);
}
