import { someText } from '../matches.ts';
import { at, type Exercise, type Story } from './exercise.ts';

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
    await tellInlinePolicies(aws);
    await tellManagedPolicies(aws);
    await tellInstanceProfiles(aws);
    await tellRoleTags(aws);
    await tellTrust(aws);
    await aws.answers('DeleteRole', named);
    await aws.refuses('DeleteRole: gone already', named, 'NoSuchEntity');
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

const document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'ecs:RunTask', Resource: '*' }],
};

async function tellInlinePolicies(aws: Exercise): Promise<void> {
  const policy = [...named, '--policy-name', 'cli-inline'];
  await aws.answers('PutRolePolicy', [...policy, '--policy-document', JSON.stringify(document)]);
  await aws.refuses(
    'PutRolePolicy: not a document',
    [...policy, '--policy-document', '{'],
    'MalformedPolicyDocument',
  );
  await aws.answers('GetRolePolicy', policy, {
    ...{ RoleName: 'cli-role', PolicyName: 'cli-inline', PolicyDocument: document },
  });
  await aws.answers('ListRolePolicies', named, { PolicyNames: ['cli-inline'] });
  await tellSimulation(aws);
  await aws.refuses('DeleteRole: with a policy in it', named, 'DeleteConflict');
  await aws.answers('DeleteRolePolicy', policy);
  await aws.refuses('GetRolePolicy: gone', policy, 'NoSuchEntity');
}

async function tellSimulation(aws: Exercise): Promise<void> {
  const of = (role: string) => ['--policy-source-arn', `arn:aws:iam::123456789012:role/cli/${role}`];
  const actions = ['--action-names', 'ecs:RunTask', 'ecs:StopTask'];
  const resources = ['--resource-arns', 'arn:aws:ecs:us-east-1:123456789012:task-definition/web:1'];
  await aws.answers('SimulatePrincipalPolicy', [...of('cli-role'), ...actions, ...resources], {
    EvaluationResults: [
      {
        ...{ EvalActionName: 'ecs:RunTask', EvalDecision: 'allowed' },
        MatchedStatements: [{ SourcePolicyId: 'role_cli-role_cli-inline', SourcePolicyType: 'role' }],
      },
      { EvalActionName: 'ecs:StopTask', EvalDecision: 'implicitDeny', MatchedStatements: [] },
    ],
  });
  await aws.refuses('SimulatePrincipalPolicy: no such role', [...of('nothing'), ...actions], 'NoSuchEntity');
}

async function tellManagedPolicies(aws: Exercise): Promise<void> {
  const wanted = ['--policy-name', 'cli-policy', '--policy-document', JSON.stringify(document)];
  const about = { PolicyName: 'cli-policy', Arn: /^arn:aws:iam::\d{12}:policy\/cli-policy$/ };
  const created = await aws.answers('CreatePolicy', wanted, { Policy: about });
  await aws.refuses('CreatePolicy: the same again', wanted, 'EntityAlreadyExists');
  const policy = ['--policy-arn', at(created, 'Policy.Arn')];
  await aws.answers('AttachRolePolicy', [...named, ...policy]);
  await aws.answers('ListAttachedRolePolicies', named, {
    AttachedPolicies: [{ PolicyName: 'cli-policy', PolicyArn: about.Arn }],
  });
  await aws.answers('GetPolicy', policy, { Policy: { ...about, AttachmentCount: 1 } });
  await aws.answers('ListEntitiesForPolicy', policy, { PolicyRoles: [{ RoleName: 'cli-role' }] });
  await aws.refuses('DeleteRole: with a policy attached', named, 'DeleteConflict');
  await aws.answers('DetachRolePolicy', [...named, ...policy]);
  await aws.answers('DeletePolicy', policy);
  await aws.refuses('GetPolicy: gone', policy, 'NoSuchEntity');
  await tellHeldPolicy(aws);
}

/** A policy that is not deleted while a role has it; the role is left behind. */
async function tellHeldPolicy(aws: Exercise): Promise<void> {
  const wanted = ['--policy-name', 'cli-held', '--policy-document', JSON.stringify(document)];
  const created = await aws.answers('CreatePolicy: to be held', wanted, {});
  const policy = ['--policy-arn', at(created, 'Policy.Arn')];
  const holder = ['--role-name', 'cli-holder'];
  const trusting = ['--assume-role-policy-document', JSON.stringify(trust)];
  await aws.answers('CreateRole: to hold it', [...holder, ...trusting], {});
  await aws.answers('AttachRolePolicy: to hold it', [...holder, ...policy]);
  await aws.refuses('DeletePolicy: attached', policy, 'DeleteConflict');
}

async function tellInstanceProfiles(aws: Exercise): Promise<void> {
  const profile = ['--instance-profile-name', 'cli-profile'];
  const about = { InstanceProfileName: 'cli-profile', Arn: /:instance-profile\/cli-profile$/ };
  await aws.answers('CreateInstanceProfile', profile, { InstanceProfile: { ...about, Roles: [] } });
  await aws.refuses('CreateInstanceProfile: the same again', profile, 'EntityAlreadyExists');
  await aws.answers('AddRoleToInstanceProfile', [...profile, ...named]);
  const held = { ...about, Roles: [{ RoleName: 'cli-role' }] };
  await aws.answers('GetInstanceProfile', profile, { InstanceProfile: held });
  await aws.answers('ListInstanceProfilesForRole', named, { InstanceProfiles: [held] });
  await aws.refuses('DeleteRole: in an instance profile', named, 'DeleteConflict');
  await aws.refuses('DeleteInstanceProfile: with a role', profile, 'DeleteConflict');
  await aws.answers('RemoveRoleFromInstanceProfile', [...profile, ...named]);
  await aws.answers('DeleteInstanceProfile', profile);
  await aws.refuses('GetInstanceProfile: gone', profile, 'NoSuchEntity');
}

async function tellRoleTags(aws: Exercise): Promise<void> {
  await aws.answers('TagRole', [...named, '--tags', 'Key=env,Value=practice', 'Key=team,Value=shop']);
  await aws.answers('UntagRole', [...named, '--tag-keys', 'env']);
  await aws.answers('ListRoleTags', named, { Tags: [{ Key: 'team', Value: 'shop' }] });
}

async function tellTrust(aws: Exercise): Promise<void> {
  const statement = {
    ...{ Effect: 'Allow', Action: 'sts:AssumeRole' },
    Principal: { Service: 'events.amazonaws.com' },
  };
  const trust = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await aws.answers('UpdateAssumeRolePolicy', [...named, '--policy-document', trust]);
  await aws.refuses(
    'UpdateAssumeRolePolicy: not a document',
    [...named, '--policy-document', '{'],
    'MalformedPolicyDocument',
  );
}
