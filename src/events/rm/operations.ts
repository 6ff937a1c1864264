import {
  CloudWatchLogsClient,
  DeleteResourcePolicyCommand,
  PutResourcePolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DeleteRuleCommand, EventBridgeClient, RemoveTargetsCommand } from '@aws-sdk/client-eventbridge';
import { DeleteRoleCommand, DeleteRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient, RemovePermissionCommand } from '@aws-sdk/client-lambda';
import { DeleteScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { SetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { DeleteQueueCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Operations, operationsOf } from '../../plan/operations.ts';

/** What a removal may send. */
export const operations: Operations = {
  events: operationsOf(EventBridgeClient, {
    RemoveTargets: RemoveTargetsCommand,
    DeleteRule: DeleteRuleCommand,
  }),
  scheduler: operationsOf(SchedulerClient, { DeleteSchedule: DeleteScheduleCommand }),
  iam: operationsOf(IAMClient, {
    DeleteRolePolicy: DeleteRolePolicyCommand,
    DeleteRole: DeleteRoleCommand,
  }),
  sns: operationsOf(SNSClient, { SetTopicAttributes: SetTopicAttributesCommand }),
  sqs: operationsOf(SQSClient, {
    SetQueueAttributes: SetQueueAttributesCommand,
    DeleteQueue: DeleteQueueCommand,
  }),
  lambda: operationsOf(LambdaClient, { RemovePermission: RemovePermissionCommand }),
  logs: operationsOf(CloudWatchLogsClient, {
    PutResourcePolicy: PutResourcePolicyCommand,
    DeleteResourcePolicy: DeleteResourcePolicyCommand,
  }),
};
