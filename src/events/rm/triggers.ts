import type { Target } from '@aws-sdk/client-eventbridge';
import type { Schedule } from '../../ecs/callers/schedules.ts';
import type { Step } from '../../plan/plan.ts';
import { listed } from '../../terminal/listed.ts';
import { eventsCall } from '../calls.ts';
import type { FoundRule } from '../rule/found-rule.ts';
import { ruleResource } from '../rule/rule-steps.ts';
import { scheduleGroup } from '../schedule/found-schedule.ts';
import { settingsOf } from '../schedule/settings.ts';
import type { Part } from './part.ts';

/** Takes ecsctl's targets off the rule, and the rule away where no others are on it. */
export function ruleSteps(found: FoundRule, staying: readonly Target[], after: readonly string[]): Part {
  const { rule, targets } = found;
  const { Name: name = '' } = rule;
  const own = targets.filter((target) => !staying.includes(target));
  const removal = own.length > 0 ? [removeTargets(name, own, after)] : [];
  if (staying.length > 0) {
    const ids = listed(staying.map(({ Id = '', Arn = '' }) => `${Id} (${Arn})`));
    const what = staying.length === 1 ? 'the target' : 'the targets';
    return {
      steps: removal,
      kept: [{ resource: ruleResource(name, found), reason: `ecsctl has not made ${what} ${ids} on it` }],
    };
  }
  return { steps: [...removal, deleteRule(found, [...after, ...removal.map(({ id }) => id)])], kept: [] };
}

function removeTargets(name: string, own: readonly Target[], after: readonly string[]): Step {
  const Ids = own.flatMap(({ Id }) => Id ?? []);
  return {
    id: 'targets',
    action: 'delete',
    resource: {
      type: own.length === 1 ? 'target' : 'targets',
      id: Ids.map((id) => `${name}/${id}`).join(', '),
    },
    reason: 'AWS deletes no rule that has targets',
    changes: own.map(({ Id = '', Arn = '' }) => ({ field: Id, from: Arn })),
    after,
    call: eventsCall('events', 'RemoveTargets', { Rule: name, Ids }),
    undo: eventsCall('events', 'PutTargets', { Rule: name, Targets: [...own] }),
    goal: ['ResourceNotFoundException'],
  };
}

function deleteRule(found: FoundRule, after: readonly string[]): Step {
  const { Name, EventPattern, ScheduleExpression, State, Description, RoleArn } = found.rule;
  return {
    id: 'rule',
    action: 'delete',
    resource: ruleResource(Name ?? '', found),
    reason: 'it is wanted no longer',
    changes: [],
    after,
    call: eventsCall('events', 'DeleteRule', { Name }),
    undo: eventsCall('events', 'PutRule', {
      Name,
      ...(EventPattern && { EventPattern }),
      ...(ScheduleExpression && { ScheduleExpression }),
      ...(State && { State }),
      ...(Description && { Description }),
      ...(RoleArn && { RoleArn }),
      Tags: Object.entries(found.tags).map(([Key, Value]) => ({ Key, Value })),
    }),
    goal: ['ResourceNotFoundException'],
  };
}

/** Deletes the schedule; its group stays, which is free and may have others. */
export function scheduleSteps(schedule: Schedule, after: readonly string[]): Part {
  const { Name: name = '', Arn: arn } = schedule;
  const step: Step = {
    id: 'schedule',
    action: 'delete',
    resource: { type: 'schedule', id: name, ...(arn && { arn }) },
    reason: 'it is wanted no longer',
    changes: [],
    after,
    call: eventsCall('scheduler', 'DeleteSchedule', { Name: name, GroupName: scheduleGroup }),
    undo: eventsCall('scheduler', 'CreateSchedule', settingsOf(schedule)),
    goal: ['ResourceNotFoundException'],
  };
  const group = { type: 'schedule group', id: scheduleGroup };
  return {
    steps: [step],
    kept: [{ resource: group, reason: 'it costs nothing, and other schedules may be in it' }],
  };
}
