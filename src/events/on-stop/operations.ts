import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  PutResourcePolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { AddPermissionCommand, LambdaClient, RemovePermissionCommand } from '@aws-sdk/client-lambda';
import { SetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mergeOperations, operationsOf } from '../../plan/operations.ts';
import { ruleOperations } from '../rule/operations.ts';

/** What plans of on-stop may send. */
export const operations = mergeOperations([
  ruleOperations,
  {
    sns: operationsOf(SNSClient, { SetTopicAttributes: SetTopicAttributesCommand }),
    sqs: operationsOf(SQSClient, { SetQueueAttributes: SetQueueAttributesCommand }),
    lambda: operationsOf(LambdaClient, {
      AddPermission: AddPermissionCommand,
      RemovePermission: RemovePermissionCommand,
    }),
    logs: operationsOf(CloudWatchLogsClient, {
      CreateLogGroup: CreateLogGroupCommand,
      PutResourcePolicy: PutResourcePolicyCommand,
    }),
  },
]);
