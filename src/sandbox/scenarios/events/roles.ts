import type { Call } from '../../service.ts';
import { AttachRolePolicy } from '../../services/iam/attached-policies.ts';
import { PutRolePolicy } from '../../services/iam/inline-policies.ts';
import { CreateRole } from '../../services/iam/roles.ts';

const EXECUTION_POLICY = 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy';

/**
 * Roles of tasks, `prod-execution` and `thumbnail-task`, and `reports-start`, in which Scheduler runs tasks: that one may not
 * hand a role on to them.
 */
export function makeRoles(call: Call, bucket: string): void {
  makeRole(call, 'prod-execution', 'ecs-tasks.amazonaws.com');
  AttachRolePolicy({ RoleName: 'prod-execution', PolicyArn: EXECUTION_POLICY }, call);
  makeRole(call, 'thumbnail-task', 'ecs-tasks.amazonaws.com');
  allow(call, 'thumbnail-task', ['s3:GetObject', 's3:PutObject'], `arn:aws:s3:::${bucket}/*`);
  makeRole(call, 'reports-start', 'scheduler.amazonaws.com');
  allow(call, 'reports-start', ['ecs:RunTask', 'sqs:SendMessage'], '*');
}

function makeRole(call: Call, RoleName: string, service: string): void {
  const statement = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' };
  const trust = { Version: '2012-10-17', Statement: [statement] };
  CreateRole({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) }, call);
}

function allow(call: Call, RoleName: string, actions: readonly string[], resource: string): void {
  const statement = { Effect: 'Allow', Action: actions, Resource: resource };
  const policy = { Version: '2012-10-17', Statement: [statement] };
  PutRolePolicy({ RoleName, PolicyName: 'own', PolicyDocument: JSON.stringify(policy) }, call);
}

/** The ARN of one of the roles. */
export function roleArn({ region }: Call, name: string): string {
  return `arn:${region.partition}:iam::${region.accountId}:role/${name}`;
}
