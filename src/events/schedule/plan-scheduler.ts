import type { EcsParameters, Target } from '@aws-sdk/client-scheduler';
import type { Plan, Step } from '../../plan/plan.ts';
import { eventsCall } from '../calls.ts';
import { markList } from '../mark.ts';
import { scheduleGroupArn } from '../place.ts';
import { disabledWarning } from '../rule/disabled-warning.ts';
import { changedFields } from '../same.ts';
import { planTarget } from '../target/plan-target.ts';
import { scheduleGroup } from './found-schedule.ts';
import type { FoundScheduled } from './read.ts';
import { mergedSchedule, scheduleFields, settingsOf } from './settings.ts';
import { taskInput } from './task-input.ts';
import { runsAtOnce } from './timing.ts';
import type { WantedSchedule } from './wanted.ts';

/** Plans the task that EventBridge Scheduler runs: ecsctl's group, the role, the queue and the schedule. */
export function planScheduler(wanted: WantedSchedule, found: FoundScheduled): Plan {
  const { name, target } = wanted;
  const { schedule, place } = found;
  const input = taskInput(target, found, schedule?.Target?.Input);
  const planned = planTarget<EcsParameters>(
    target,
    {
      ...{ name, kind: 'schedule', principal: 'scheduler.amazonaws.com' },
      sourceArn: scheduleGroupArn(place, scheduleGroup),
    },
    found,
    schedule?.Target,
  );
  const whole: Target = {
    ...schedule?.Target,
    ...planned.members,
    ...(input !== undefined && { Input: input }),
  };
  const before = [...(found.hasGroup ? [] : [groupStep(found)]), ...planned.steps];
  return {
    subject: name,
    steps: [...before, ...scheduleStep(wanted, whole, found, before)],
    kept: [],
    warnings: [
      ...planned.warnings,
      ...(runsAtOnce(wanted, found)
        ? ['the first task runs at once, since a rate counts from when it is set']
        : []),
      ...disabledWarning('schedule', name, schedule?.State),
    ],
  };
}

function groupStep({ place }: FoundScheduled): Step {
  return {
    id: 'group',
    action: 'create',
    resource: { type: 'schedule group', id: scheduleGroup, arn: scheduleGroupArn(place, scheduleGroup) },
    reason: 'ecsctl knows its schedules by their group, since a schedule has no tags',
    changes: [],
    after: [],
    call: eventsCall('scheduler', 'CreateScheduleGroup', {
      Name: scheduleGroup,
      Tags: markList('schedule'),
    }),
    goal: ['ConflictException'],
  };
}

function scheduleStep(
  wanted: WantedSchedule,
  target: Target,
  { schedule }: FoundScheduled,
  before: readonly Step[],
): Step[] {
  const { name, expression } = wanted;
  const input = mergedSchedule(wanted, target, schedule);
  const old = schedule && settingsOf(schedule);
  const changes = changedFields(old ? scheduleFields(old) : {}, scheduleFields(input));
  if (old && changes.length === 0) return [];
  return [
    {
      id: 'schedule',
      action: old ? 'update' : 'create',
      resource: {
        type: 'schedule',
        id: `${scheduleGroup}/${name}`,
        ...(schedule?.Arn && { arn: schedule.Arn }),
      },
      reason: expression.kind === 'at' ? 'the task is to run once' : 'the task is to run by the clock',
      changes,
      after: before.map(({ id }) => id),
      call: eventsCall('scheduler', old ? 'UpdateSchedule' : 'CreateSchedule', input),
      ...(old && { undo: eventsCall('scheduler', 'UpdateSchedule', old) }),
      // A role, or a group, made a moment ago is not known everywhere yet.
      ...(before.length > 0 && {
        settles: { errors: ['ResourceNotFoundException', 'ValidationException'], seconds: 20 },
      }),
    },
  ];
}
