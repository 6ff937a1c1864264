import type { Call } from '../../service.ts';
import { AttachRolePolicy } from '../../services/iam/attached-policies.ts';
import { PutRolePolicy } from '../../services/iam/inline-policies.ts';
import { CreateRole } from '../../services/iam/roles.ts';

const EXECUTION_POLICY = 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy';

/**
 * Execution roles: `prod-execution` may pull, `reports-execution` lacks one right for it, and `mailer-execution` has them
 * all and is trusted to machines and not to tasks. `nightly-start` lets the schedule start tasks.
 */
export function makeRoles(call: Call): void {
  makeRole(call, 'prod-execution', 'ecs-tasks.amazonaws.com');
  AttachRolePolicy({ RoleName: 'prod-execution', PolicyArn: EXECUTION_POLICY }, call);
  makeRole(call, 'reports-execution', 'ecs-tasks.amazonaws.com');
  allow(call, 'reports-execution', [
    ...['ecr:GetAuthorizationToken', 'ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer'],
    ...['logs:CreateLogStream', 'logs:PutLogEvents'],
  ]);
  makeRole(call, 'mailer-execution', 'ec2.amazonaws.com');
  AttachRolePolicy({ RoleName: 'mailer-execution', PolicyArn: EXECUTION_POLICY }, call);
  makeRole(call, 'nightly-start', 'scheduler.amazonaws.com');
  allow(call, 'nightly-start', ['ecs:RunTask', 'iam:PassRole']);
}

function makeRole(call: Call, RoleName: string, service: string): void {
  const statement = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' };
  const trust = { Version: '2012-10-17', Statement: [statement] };
  CreateRole({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) }, call);
}

function allow(call: Call, RoleName: string, actions: readonly string[]): void {
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] };
  PutRolePolicy({ RoleName, PolicyName: 'own', PolicyDocument: JSON.stringify(policy) }, call);
}

/** The ARN of one of the roles. */
export function roleArn({ region }: Call, name: string): string {
  return `arn:${region.partition}:iam::${region.accountId}:role/${name}`;
}
