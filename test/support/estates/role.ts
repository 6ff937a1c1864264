import { PutRolePolicy } from '../../../src/sandbox/services/iam/inline-policies.ts';
import { CreateRole } from '../../../src/sandbox/services/iam/roles.ts';
import type { Site } from './site.ts';

/** A role by which that service of AWS's starts tasks. */
export function makeRole({ call }: Pick<Site, 'call'>, RoleName: string, principal: string): void {
  const policy = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const trust = { Effect: 'Allow', Principal: { Service: principal }, Action: 'sts:AssumeRole' };
  CreateRole({ RoleName, AssumeRolePolicyDocument: policy(trust) }, call);
  const allowed = { Effect: 'Allow', Action: ['ecs:RunTask', 'iam:PassRole'], Resource: '*' };
  PutRolePolicy({ RoleName, PolicyName: 'start-tasks', PolicyDocument: policy(allowed) }, call);
}
