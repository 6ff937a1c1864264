import type { Target } from '@aws-sdk/client-scheduler';
import type { Schedule } from '../../ecs/callers/schedules.ts';
import { ownGroup, type Trigger, type TriggerTarget } from './trigger.ts';

/** A schedule of Scheduler in the words that it shares with rules. AWS tags no schedules: ecsctl's are in its group. */
export function triggerOfSchedule(schedule: Schedule): Trigger {
  const { Name = '', GroupName = 'default', Arn = '', State, Target: target } = schedule;
  const { ScheduleExpression, ScheduleExpressionTimezone, StartDate, EndDate, CreationDate } = schedule;
  return {
    ...{ engine: 'schedule', name: Name, home: GroupName, arn: Arn, isOurs: GroupName === ownGroup },
    ...(GroupName === ownGroup && { madeBy: 'schedule' }),
    isEnabled: State !== 'DISABLED',
    schedule: {
      expression: ScheduleExpression,
      timezone: ScheduleExpressionTimezone,
      span: { start: StartDate, end: EndDate, ...(CreationDate && { created: CreationDate }) },
    },
    isKept: schedule.ActionAfterCompletion !== 'DELETE',
    targets: target ? [targetOf(target)] : [],
  };
}

function targetOf({ Arn = '', RoleArn, EcsParameters, Input, DeadLetterConfig }: Target): TriggerTarget {
  return {
    ...{ id: 'target', arn: Arn },
    ...(RoleArn && { roleArn: RoleArn }),
    ...(EcsParameters && { ecs: { ...EcsParameters, Tags: (EcsParameters.Tags ?? []).map(tagOf) } }),
    ...(Input !== undefined && { input: Input }),
    ...(DeadLetterConfig?.Arn && { deadLetters: DeadLetterConfig.Arn }),
  };
}

/** Scheduler hands tags on as they are written: `Key` in its own documents, `key` as RunTask has it. */
function tagOf(tag: Record<string, string>) {
  return { key: tag.key ?? tag.Key ?? '', value: tag.value ?? tag.Value ?? '' };
}
