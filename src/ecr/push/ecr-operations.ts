import { CreateRepositoryCommand, ECRClient, PutLifecyclePolicyCommand } from '@aws-sdk/client-ecr';
import { operationsOf } from '../../plan/operations.ts';

export const operations = operationsOf(ECRClient, {
  CreateRepository: CreateRepositoryCommand,
  PutLifecyclePolicy: PutLifecyclePolicyCommand,
});
