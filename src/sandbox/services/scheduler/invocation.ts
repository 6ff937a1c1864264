import type { EcsParameters, Tag } from '@aws-sdk/client-eventbridge';
import type { EcsParameters as ScheduledTask } from '@aws-sdk/client-scheduler';
import type { Region } from '../../world/region.ts';
import { eventTime } from '../events/bus-event.ts';
import { bury } from '../events/dead-letter.ts';
import type { Failure, Shipment } from '../events/delivering.ts';
import { recipientOf } from '../events/recipients/index.ts';
import { count } from './group-meter.ts';
import { type Execution, inputOf } from './input.ts';
import type { Firing, Schedule } from './state.ts';

/** One time that a schedule calls its target, with what its settings were when it fired. */
export function invocationOf(region: Region, schedule: Schedule, firing: Firing): Shipment {
  const { arn: sourceArn, group } = schedule;
  const { Target: target } = schedule.settings;
  const { Arn: targetArn = '', RoleArn: roleArn, DeadLetterConfig: deadLetters } = target ?? {};
  const actor = { region, principal: 'scheduler.amazonaws.com', sourceArn, roleArn } as const;
  const execution = { id: region.ids.hex(32), scheduleArn: sourceArn, scheduledAt: new Date(firing.due) };
  let payload = '';
  return {
    region,
    since: firing.at,
    retryPolicy: target?.RetryPolicy,
    attempt(now, number) {
      count(region, group, 'InvocationAttemptCount', now);
      payload = inputOf(region, target?.Input, { ...execution, attempt: number });
      const ecs = target?.EcsParameters && ecsOf(target.EcsParameters);
      const { SqsParameters: sqs, EventBridgeParameters: eventBridge } = target ?? {};
      const refusal = recipientOf(targetArn)({ ...actor, now, targetArn, payload, ecs, sqs, eventBridge });
      if (refusal) count(region, group, 'TargetErrorCount', now);
      return refusal;
    },
    delivered() {},
    failed(failure, now) {
      count(region, group, 'InvocationDroppedCount', now);
      if (deadLetters?.Arn === undefined) return;
      const attributes = attributesOf(execution, targetArn, failure);
      const isBuried = bury(actor, deadLetters.Arn, { payload, attributes }, now);
      const metric = isBuried
        ? 'InvocationsSentToDeadLetterCount'
        : 'InvocationsFailedToBeSentToDeadLetterCount';
      count(region, group, metric, now);
    },
  };
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html */
function attributesOf(
  { id, scheduleArn, scheduledAt }: Omit<Execution, 'attempt'>,
  targetArn: string,
  { refusal, retries, exhausted }: Failure,
) {
  return {
    SCHEDULE_ARN: scheduleArn,
    SCHEDULED_TIME: eventTime(scheduledAt),
    EXECUTION_ID: id,
    TARGET_ARN: targetArn,
    ERROR_CODE: refusal.error ?? refusal.code,
    ERROR_MESSAGE: refusal.message,
    EXHAUSTED_RETRY_CONDITION: exhausted,
    RETRY_ATTEMPTS: String(retries),
    IS_PAYLOAD_TRUNCATED: 'false',
  };
}

/** As rules say it: Scheduler gives a tag's key and value as members of an open map. */
function ecsOf({ Tags, ...ecs }: ScheduledTask): EcsParameters {
  const tags = Tags?.map((tag): Tag => ({ Key: tag.Key ?? tag.key, Value: tag.Value ?? tag.value }));
  return { ...ecs, Tags: tags };
}
