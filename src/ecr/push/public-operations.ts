import { CreateRepositoryCommand, ECRPUBLICClient } from '@aws-sdk/client-ecr-public';
import { operationsOf } from '../../plan/operations.ts';

export const operations = operationsOf(ECRPUBLICClient, { CreateRepository: CreateRepositoryCommand });
