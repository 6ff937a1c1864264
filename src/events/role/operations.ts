import {
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { type Operations, operationsOf } from '../../plan/operations.ts';

/** IAM actions of {@link roleOperations}, and of handing the role to what acts in it. */
export const roleWrites = [
  'iam:CreateRole',
  'iam:TagRole',
  'iam:UpdateAssumeRolePolicy',
  'iam:PutRolePolicy',
  'iam:PassRole',
] as const;

/** What the steps of a role send. */
export const roleOperations: Operations = {
  iam: operationsOf(IAMClient, {
    CreateRole: CreateRoleCommand,
    UpdateAssumeRolePolicy: UpdateAssumeRolePolicyCommand,
    PutRolePolicy: PutRolePolicyCommand,
  }),
};
