import { expect, it } from 'vitest';
import { UpdateAssumeRolePolicy } from '../../../../../src/sandbox/services/iam/role-trust.ts';
import { CreateRole, GetRole } from '../../../../../src/sandbox/services/iam/roles.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

it('replaces who may act in a role, by a document only', () => {
  const { call } = new PracticeWorld();
  const RoleName = 'starter';
  const document = (Service: string) =>
    JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }] });
  CreateRole({ RoleName, AssumeRolePolicyDocument: document('ecs-tasks.amazonaws.com') }, call);
  UpdateAssumeRolePolicy({ RoleName, PolicyDocument: document('events.amazonaws.com') }, call);
  const trust = GetRole({ RoleName }, call).Role?.AssumeRolePolicyDocument ?? '';
  expect(decodeURIComponent(trust)).toBe(document('events.amazonaws.com'));
  const put = (name: string, PolicyDocument: string) =>
    refusal(() => UpdateAssumeRolePolicy({ RoleName: name, PolicyDocument }, call));
  expect(put(RoleName, '{')).toMatch(/^MalformedPolicyDocumentException: /);
  expect(put(RoleName, '{"Statement":[null]}')).toMatch(/^MalformedPolicyDocumentException: /);
  const ofResource = { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole', Resource: '*' };
  expect(put(RoleName, JSON.stringify({ Statement: ofResource }))).toMatch(/^Malformed/);
  const create = () => CreateRole({ RoleName: 'new', AssumeRolePolicyDocument: '{}' }, call);
  expect(refusal(create)).toMatch(/^MalformedPolicyDocumentException: /);
  expect(put('nobody', document('events.amazonaws.com'))).toMatch(/^NoSuchEntityException: /);
});
