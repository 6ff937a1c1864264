import type { FlexibleTimeWindow, Target, UpdateScheduleCommandInput } from '@aws-sdk/client-scheduler';
import type { Schedule } from '../../ecs/callers/schedules.ts';
import { targetFields } from '../rule/target-fields.ts';
import type { Fields } from '../same.ts';
import { scheduleGroup } from './found-schedule.ts';
import type { WantedSchedule } from './wanted.ts';

/**
 * The schedule with all that it has and what is wanted over it: UpdateSchedule puts back to its default what it is not
 * told.
 * https://docs.aws.amazon.com/scheduler/latest/APIReference/API_UpdateSchedule.html
 */
export function mergedSchedule(
  wanted: WantedSchedule,
  target: Target,
  found: Schedule | undefined,
): UpdateScheduleCommandInput {
  const { expression, timezone, isKept } = wanted;
  return {
    ...(found && settingsOf(found)),
    Name: wanted.name,
    GroupName: scheduleGroup,
    ScheduleExpression: expression.text,
    // What a rate counts has no zone, and AWS answers UTC for it.
    ScheduleExpressionTimezone: timezone ?? found?.ScheduleExpressionTimezone ?? 'UTC',
    FlexibleTimeWindow: found?.FlexibleTimeWindow ?? { Mode: 'OFF' },
    State: found?.State ?? 'ENABLED',
    ActionAfterCompletion: completion(wanted, isKept, found),
    Target: target,
  };
}

/** A schedule that has run for the last time stays there for good unless AWS is told to delete it. */
function completion(
  { expression: { kind } }: WantedSchedule,
  isKept: boolean,
  found: Schedule | undefined,
): 'DELETE' | 'NONE' {
  if (kind === 'at') return isKept ? 'NONE' : 'DELETE';
  const wasOnce = found?.ScheduleExpression?.startsWith('at(');
  return wasOnce ? 'NONE' : (found?.ActionAfterCompletion ?? 'NONE');
}

/** What UpdateSchedule takes of what GetSchedule gives. */
export function settingsOf(found: Schedule): UpdateScheduleCommandInput {
  const { Arn: _, CreationDate: __, LastModificationDate: ___, ...settings } = found;
  return {
    ...settings,
    Name: found.Name,
    ScheduleExpression: found.ScheduleExpression,
    FlexibleTimeWindow: found.FlexibleTimeWindow,
    Target: found.Target,
  };
}

/** What a reader is to see of a schedule. */
export function scheduleFields(settings: UpdateScheduleCommandInput): Fields {
  const { Name: _, GroupName: __, Target: target, ...others } = settings;
  return {
    schedule: others.ScheduleExpression,
    timezone: others.ScheduleExpression?.startsWith('rate') ? undefined : others.ScheduleExpressionTimezone,
    start: others.StartDate,
    end: others.EndDate,
    state: others.State,
    description: others.Description,
    'when it has run': others.ActionAfterCompletion === 'DELETE' ? 'it is deleted' : undefined,
    window: windowWords(others.FlexibleTimeWindow),
    key: others.KmsKeyArn,
    ...(target && targetFields(target)),
  };
}

function windowWords(window: FlexibleTimeWindow | undefined): string | undefined {
  if (window?.Mode !== 'FLEXIBLE') return undefined;
  return `up to ${window.MaximumWindowInMinutes} minutes later`;
}
