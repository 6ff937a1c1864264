import {
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  TagResourceCommand,
} from '@aws-sdk/client-eventbridge';
import { type Operations, operationsOf } from '../../plan/operations.ts';

/** IAM actions of {@link ruleOperations}. */
export const ruleWrites = ['events:PutRule', 'events:PutTargets', 'events:TagResource'] as const;

/** What the steps of a rule send. */
export const ruleOperations: Operations = {
  events: operationsOf(EventBridgeClient, {
    PutRule: PutRuleCommand,
    PutTargets: PutTargetsCommand,
    TagResource: TagResourceCommand,
  }),
};
