import {
  CreateRepositoryCommand,
  ECRClient,
  PutImageScanningConfigurationCommand,
  PutImageTagMutabilityCommand,
  PutLifecyclePolicyCommand,
} from '@aws-sdk/client-ecr';
import { operationsOf } from '../../plan/operations.ts';

/** What makes, changes and removes repositories. */
export const repositoryOperations = operationsOf(ECRClient, {
  CreateRepository: CreateRepositoryCommand,
  PutImageScanningConfiguration: PutImageScanningConfigurationCommand,
  PutImageTagMutability: PutImageTagMutabilityCommand,
  PutLifecyclePolicy: PutLifecyclePolicyCommand,
});
