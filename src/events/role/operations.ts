import {
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { type Operations, operationsOf } from '../../plan/operations.ts';

/** What the steps of a role send. */
export const roleOperations: Operations = {
  iam: operationsOf(IAMClient, {
    CreateRole: CreateRoleCommand,
    UpdateAssumeRolePolicy: UpdateAssumeRolePolicyCommand,
    PutRolePolicy: PutRolePolicyCommand,
  }),
};
