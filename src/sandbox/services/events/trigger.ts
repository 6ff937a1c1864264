import type { Target } from '@aws-sdk/client-eventbridge';
import type { Region } from '../../world/region.ts';
import type { BusEvent } from './bus-event.ts';
import { bury } from './dead-letter.ts';
import { deliver, type Failure, type Shipment } from './delivering.ts';
import { recipientOf } from './recipients/index.ts';
import { count } from './rule-meter.ts';
import type { EventRule } from './state.ts';
import { targetInput } from './target-input.ts';

/** Hands an event to each target of a rule that it has set off. */
export function trigger(region: Region, rule: EventRule, event: BusEvent, now: Date): void {
  count(region, rule, 'TriggeredRules', now);
  for (const target of rule.targets.values()) deliver(shipmentOf(region, rule, target, event, now), now);
}

function shipmentOf(
  region: Region,
  rule: EventRule,
  target: Target,
  event: BusEvent,
  arisen: Date,
): Shipment {
  const actor = {
    region,
    principal: 'events.amazonaws.com',
    sourceArn: rule.arn,
    roleArn: target.RoleArn,
  } as const;
  const targetArn = target.Arn ?? '';
  const payload = targetInput(target, event, rule, arisen);
  return {
    region,
    since: arisen.getTime(),
    retryPolicy: target.RetryPolicy,
    attempt(now) {
      const { EcsParameters: ecs, SqsParameters: sqs } = target;
      return recipientOf(targetArn)({ ...actor, now, targetArn, payload, ecs, sqs });
    },
    delivered(now) {
      count(region, rule, 'Invocations', now);
    },
    failed(failure, now) {
      count(region, rule, 'Invocations', now);
      count(region, rule, 'FailedInvocations', now);
      const queueArn = target.DeadLetterConfig?.Arn;
      if (queueArn === undefined) return;
      const attributes = attributesOf(rule, targetArn, failure);
      const isBuried = bury(actor, queueArn, { payload: JSON.stringify(event), attributes }, now);
      count(region, rule, isBuried ? 'InvocationsSentToDlq' : 'InvocationsFailedToBeSentToDlq', now);
    },
  };
}

function attributesOf({ arn }: EventRule, targetArn: string, { refusal, retries, exhausted }: Failure) {
  return {
    RULE_ARN: arn,
    TARGET_ARN: targetArn,
    ERROR_CODE: refusal.code,
    ERROR_MESSAGE: refusal.message,
    EXHAUSTED_RETRY_CONDITION: exhausted,
    RETRY_ATTEMPTS: String(retries),
  };
}
