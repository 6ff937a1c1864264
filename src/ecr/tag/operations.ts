import { ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { type Operations, operationsOf } from '../../plan/operations.ts';

export const operations: Operations = { ecr: operationsOf(ECRClient, { PutImage: PutImageCommand }) };
