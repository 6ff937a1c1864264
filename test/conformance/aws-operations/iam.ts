import { someText } from '../matches.ts';
import type { Exercise, Story } from './exercise.ts';

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

const named = ['--role-name', 'cli-role'];

export const iam: Story = {
  service: 'iam',
  async tell(aws) {
    await tellRoles(aws);
    await tellServiceLinkedRoles(aws);
  },
};

async function tellRoles(aws: Exercise): Promise<void> {
  const policy = ['--assume-role-policy-document', JSON.stringify(trust)];
  const role = {
    ...{ RoleName: 'cli-role', Arn: /^arn:aws:iam::\d{12}:role\/cli\/cli-role$/, Path: '/cli/' },
    ...{ AssumeRolePolicyDocument: trust, CreateDate: someText, RoleId: /^AROA/ },
  };
  await aws.answers(
    'CreateRole',
    [...named, ...policy, '--path', '/cli/', '--description', 'of the aws command line'],
    { Role: role },
  );
  await aws.refuses('CreateRole: the same again', [...named, ...policy], 'EntityAlreadyExists');
  await aws.answers('GetRole', named, { Role: { ...role, Description: 'of the aws command line' } });
  await aws.refuses('GetRole: no such role', ['--role-name', 'nothing'], 'NoSuchEntity');
  await aws.answers('ListRoles', ['--path-prefix', '/cli/'], { Roles: [role] });
}

async function tellServiceLinkedRoles(aws: Exercise): Promise<void> {
  const service = ['--aws-service-name', 'ecs.amazonaws.com'];
  await aws.answers('CreateServiceLinkedRole', service, {
    Role: { RoleName: 'AWSServiceRoleForECS', Path: '/aws-service-role/ecs.amazonaws.com/' },
  });
  await aws.refuses('CreateServiceLinkedRole: there already', service, 'InvalidInput');
}
