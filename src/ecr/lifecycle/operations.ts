import { DeleteLifecyclePolicyCommand, ECRClient, PutLifecyclePolicyCommand } from '@aws-sdk/client-ecr';
import { type Operations, operationsOf } from '../../plan/operations.ts';

/** What changes of a lifecycle policy send. */
export const operations: Operations = {
  ecr: operationsOf(ECRClient, {
    PutLifecyclePolicy: PutLifecyclePolicyCommand,
    DeleteLifecyclePolicy: DeleteLifecyclePolicyCommand,
  }),
};
