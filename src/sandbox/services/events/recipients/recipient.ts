import type { EcsParameters, SqsParameters } from '@aws-sdk/client-eventbridge';
import type { EventBridgeParameters } from '@aws-sdk/client-scheduler';
import type { Region } from '../../../world/region.ts';

/** The two services that hand events over, as policies and trusts name them. */
export type DeliveryPrincipal = 'events.amazonaws.com' | 'scheduler.amazonaws.com';

/** One attempt to hand an event over to a target. */
export interface Delivery {
  readonly region: Region;
  readonly now: Date;
  readonly principal: DeliveryPrincipal;
  /** The ARN of the rule or schedule. */
  readonly sourceArn: string;
  /** The role in which the target is called; Scheduler has one always, a rule where its target names one. */
  readonly roleArn?: string | undefined;
  readonly targetArn: string;
  /** What reaches the target, once the target's input settings have been applied. */
  readonly payload: string;
  readonly ecs?: EcsParameters | undefined;
  readonly sqs?: SqsParameters | undefined;
  readonly eventBridge?: EventBridgeParameters | undefined;
}

/** Why an event was not taken. */
export interface Refusal {
  /**
   * EventBridge's own word for it, as in the attribute ERROR_CODE of a dead letter: NO_PERMISSIONS, NO_RESOURCE …
   * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
   */
  readonly code: string;
  readonly message: string;
  /** Whether another attempt would be as vain: rights that are missing, targets that are gone. */
  readonly isFinal: boolean;
  /** The name of the error that the target's API answered, which is what Scheduler writes into ERROR_CODE. */
  readonly error?: string | undefined;
}

/** Hands an event over; undefined once it is delivered. */
export type Recipient = (delivery: Delivery) => Refusal | undefined;
