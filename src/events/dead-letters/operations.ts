import { CreateQueueCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Operations, operationsOf } from '../../plan/operations.ts';

/** IAM actions of {@link deadLetterOperations}. */
export const deadLetterWrites = ['sqs:CreateQueue', 'sqs:TagQueue', 'sqs:SetQueueAttributes'] as const;

/** What the steps of a dead-letter queue send. */
export const deadLetterOperations: Operations = {
  sqs: operationsOf(SQSClient, {
    CreateQueue: CreateQueueCommand,
    SetQueueAttributes: SetQueueAttributesCommand,
  }),
};
