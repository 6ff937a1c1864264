import { IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../../../../src/sandbox/server.ts';
import { AttachRolePolicy } from '../../../../../src/sandbox/services/iam/attached-policies.ts';
import { PutRolePolicy } from '../../../../../src/sandbox/services/iam/inline-policies.ts';
import { CreatePolicy } from '../../../../../src/sandbox/services/iam/managed-policies.ts';
import { CreateRole } from '../../../../../src/sandbox/services/iam/roles.ts';
import { SimulatePrincipalPolicy } from '../../../../../src/sandbox/services/iam/simulation/simulate.ts';
import { services } from '../../../../../src/sandbox/services/index.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const roleArn = 'arn:aws:iam::123456789012:role/pull';
const repository = (name: string) => `arn:aws:ecr:us-east-1:123456789012:repository/${name}`;
const allow = (Action: string | string[], Resource = '*', more = {}) => ({
  ...{ Effect: 'Allow', Action, Resource, ...more },
});
const deny = (Action: string, Resource = '*') => ({ Effect: 'Deny', Action, Resource });
const document = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

function worldWithRole(...statements: object[]): PracticeWorld {
  const practice = new PracticeWorld();
  CreateRole({ RoleName: 'pull', AssumeRolePolicyDocument: document() }, practice.call);
  if (statements.length > 0) putPolicy(practice, 'own', document(...statements));
  return practice;
}

function putPolicy(practice: PracticeWorld, PolicyName: string, PolicyDocument: string): void {
  PutRolePolicy({ RoleName: 'pull', PolicyName, PolicyDocument }, practice.call);
}

type Input = Parameters<typeof SimulatePrincipalPolicy>[0];
const simulate = (practice: PracticeWorld, input: Partial<Input>) =>
  SimulatePrincipalPolicy(
    { PolicySourceArn: roleArn, ActionNames: ['ecr:BatchGetImage'], ...input },
    practice.call,
  ).EvaluationResults ?? [];
const decisions = (practice: PracticeWorld, input: Partial<Input> = {}) =>
  simulate(practice, input).map(({ EvalDecision }) => EvalDecision);

describe('the simulation of a role', () => {
  it('denies what nothing allows', () => {
    const [result] = simulate(worldWithRole(), {});
    expect(result).toMatchObject({ EvalDecision: 'implicitDeny', MatchedStatements: [] });
  });

  it('judges each action on each resource', () => {
    const practice = worldWithRole(
      allow(['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'], repository('web')),
      deny('ecr:GetDownloadUrlForLayer', repository('we*')),
    );
    const results = simulate(practice, {
      ActionNames: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      ResourceArns: [repository('web'), repository('batch')],
    });
    expect(
      results.map(({ EvalActionName, EvalResourceName, EvalDecision }) => [
        ...[EvalActionName, EvalResourceName?.split('/')[1], EvalDecision],
      ]),
    ).toEqual([
      ['ecr:BatchGetImage', 'web', 'allowed'],
      ['ecr:BatchGetImage', 'batch', 'implicitDeny'],
      ['ecr:GetDownloadUrlForLayer', 'web', 'explicitDeny'],
      ['ecr:GetDownloadUrlForLayer', 'batch', 'implicitDeny'],
    ]);
    expect(results[2]?.ResourceSpecificResults).toMatchObject([{ EvalResourceDecision: 'explicitDeny' }]);
  });

  it('tells which statements decide, and where they stand', () => {
    const practice = worldWithRole();
    putPolicy(
      practice,
      'own',
      '{\n  "Statement": [\n    {"Effect": "Allow", "Action": "ecs:*", "Resource": "*"},\n' +
        '    {"Effect": "Allow", "Action": "ecr:Batch*", "Resource": "{\\"}"},\n' +
        '    {"Effect": "Allow", "Action": "ecr:Batch*", "Resource": "*"}]\n}',
    );
    expect(simulate(practice, {})[0]?.MatchedStatements).toEqual([
      {
        ...{ SourcePolicyId: 'role_pull_own', SourcePolicyType: 'role' },
        ...{ StartPosition: { Line: 5, Column: 5 }, EndPosition: { Line: 5, Column: 65 } },
      },
    ]);
  });

  it("knows AWS's own policies, and the account's", () => {
    const practice = worldWithRole();
    const attach = (PolicyArn: string) => AttachRolePolicy({ RoleName: 'pull', PolicyArn }, practice.call);
    attach('arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy');
    const ActionNames = ['ecr:BatchGetImage', 'ecr:PutImage'];
    expect(decisions(practice, { ActionNames })).toEqual(['allowed', 'implicitDeny']);
    const { Policy } = CreatePolicy(
      { PolicyName: 'push', PolicyDocument: document(allow('ecr:PutImage')) },
      practice.call,
    );
    attach(Policy?.Arn ?? '');
    expect(decisions(practice, { ActionNames })).toEqual(['allowed', 'allowed']);
    const matched = simulate(practice, { ActionNames }).map((one) => one.MatchedStatements?.[0]);
    expect(matched).toMatchObject([
      { SourcePolicyId: 'AmazonECSTaskExecutionRolePolicy', SourcePolicyType: 'aws-managed' },
      { SourcePolicyId: 'push', SourcePolicyType: 'user-managed' },
    ]);
  });

  it('tries further policies, and stays within a boundary', () => {
    const practice = worldWithRole(allow('ecr:*'));
    const PermissionsBoundaryPolicyInputList = [document(allow('ecr:Get*'))];
    const [result] = simulate(practice, { PermissionsBoundaryPolicyInputList });
    expect(result).toMatchObject({
      EvalDecision: 'implicitDeny',
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
    });
    expect(decisions(practice, { PolicyInputList: [document(deny('*'))] })).toEqual(['explicitDeny']);
  });

  it("goes by the role's own boundary", () => {
    const practice = worldWithRole();
    const { Policy } = CreatePolicy(
      { PolicyName: 'limit', PolicyDocument: document(allow('logs:*')) },
      practice.call,
    );
    CreateRole(
      { RoleName: 'bounded', AssumeRolePolicyDocument: document(), PermissionsBoundary: Policy?.Arn },
      practice.call,
    );
    const own = document(allow('*'));
    PutRolePolicy({ RoleName: 'bounded', PolicyName: 'own', PolicyDocument: own }, practice.call);
    const PolicySourceArn = 'arn:aws:iam::123456789012:role/bounded';
    const ActionNames = ['ecr:BatchGetImage', 'logs:PutLogEvents'];
    expect(decisions(practice, { PolicySourceArn, ActionNames })).toEqual(['implicitDeny', 'allowed']);
  });

  it('names the keys of conditions that it was given no value for', () => {
    const condition = { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } };
    const practice = worldWithRole(allow('ecr:*', '*', condition));
    expect(simulate(practice, {})[0]).toMatchObject({
      EvalDecision: 'implicitDeny',
      MissingContextValues: ['aws:SourceVpc'],
    });
    const ContextEntries = [{ ContextKeyName: 'aws:sourcevpc', ContextKeyValues: ['vpc-1'] }];
    expect(simulate(practice, { ContextEntries })[0]).toMatchObject({
      EvalDecision: 'allowed',
      MissingContextValues: [],
    });
  });

  it.each([
    ['another account', { PolicySourceArn: 'pull' }, 'InvalidInputException'],
    ['no such role', { PolicySourceArn: `${roleArn}er` }, 'NoSuchEntityException'],
    ['a user', { PolicySourceArn: 'arn:aws:iam::123456789012:user/me' }, 'NoSuchEntityException'],
    ['no action', { ActionNames: ['BatchGetImage'] }, 'InvalidInputException'],
    ['a resource policy', { ResourcePolicy: document() }, 'InvalidInputException'],
    ['a policy that is none', { PolicyInputList: ['{'] }, 'InvalidInputException'],
  ])('refuses %s', (_, input, error) => {
    expect(refusal(() => simulate(worldWithRole(), input))).toMatch(new RegExp(`^${error}`));
  });
});

it('comes over HTTP, and is allowed for the role that it is of', async () => {
  const { world } = worldWithRole(allow('ecr:*'));
  const policy = {
    Statement: [{ ...allow('iam:SimulatePrincipalPolicy', roleArn), Effect: 'Allow' as const }],
  };
  const sandbox = await startSandbox({ world, services, policy });
  const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  const iam = new IAMClient({ region: 'us-east-1', endpoint: sandbox.url, credentials, maxAttempts: 1 });
  const ask = (PolicySourceArn: string) =>
    iam.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames: ['ecr:PutImage'] }));
  try {
    expect((await ask(roleArn)).EvaluationResults).toMatchObject([{ EvalDecision: 'allowed' }]);
    await expect(ask(`${roleArn}er`)).rejects.toMatchObject({ name: 'AccessDenied' });
  } finally {
    iam.destroy();
    await sandbox.close();
  }
});
