import { describe, expect, it } from 'vitest';
import {
  AttachRolePolicy,
  DetachRolePolicy,
  ListAttachedRolePolicies,
} from '../../../../../src/sandbox/services/iam/attached-policies.ts';
import {
  DeleteRolePolicy,
  GetRolePolicy,
  ListRolePolicies,
  PutRolePolicy,
} from '../../../../../src/sandbox/services/iam/inline-policies.ts';
import {
  AddRoleToInstanceProfile,
  CreateInstanceProfile,
  DeleteInstanceProfile,
  GetInstanceProfile,
  ListInstanceProfilesForRole,
  RemoveRoleFromInstanceProfile,
} from '../../../../../src/sandbox/services/iam/instance-profiles.ts';
import {
  CreatePolicy,
  DeletePolicy,
  GetPolicy,
  ListEntitiesForPolicy,
} from '../../../../../src/sandbox/services/iam/managed-policies.ts';
import { ListRoleTags, TagRole, UntagRole } from '../../../../../src/sandbox/services/iam/role-tags.ts';
import {
  CreateRole,
  CreateServiceLinkedRole,
  DeleteRole,
  GetRole,
} from '../../../../../src/sandbox/services/iam/roles.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] });
const role = { RoleName: 'task' };
const open = { Effect: 'Allow', Action: '*', Resource: '*' };
const managed = 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy';

function worldWithRole(): PracticeWorld {
  const practice = new PracticeWorld();
  CreateRole({ ...role, AssumeRolePolicyDocument: PolicyDocument }, practice.call);
  return practice;
}

describe('a role', () => {
  it('is deleted once it has no policies and is in no instance profile', () => {
    const { call } = worldWithRole();
    const remove = () => DeleteRole(role, call);
    const profile = { InstanceProfileName: 'node' };
    AttachRolePolicy({ ...role, PolicyArn: managed }, call);
    expect(refusal(remove)).toBe(
      'DeleteConflictException: Cannot delete entity, must detach all policies first.',
    );
    DetachRolePolicy({ ...role, PolicyArn: managed }, call);
    PutRolePolicy({ ...role, PolicyName: 'own', PolicyDocument }, call);
    expect(refusal(remove)).toBe(
      'DeleteConflictException: Cannot delete entity, must delete policies first.',
    );
    DeleteRolePolicy({ ...role, PolicyName: 'own' }, call);
    CreateInstanceProfile(profile, call);
    AddRoleToInstanceProfile({ ...profile, ...role }, call);
    expect(refusal(remove)).toMatch(/^DeleteConflictException: .*instance profile/);
    RemoveRoleFromInstanceProfile({ ...profile, ...role }, call);
    remove();
    expect(refusal(() => GetRole(role, call))).toMatch(/^NoSuchEntityException: /);
    expect(refusal(remove)).toMatch(/^NoSuchEntityException: /);
  });

  it('that a service looks after can be changed by nobody else', () => {
    const { call } = new PracticeWorld();
    CreateServiceLinkedRole({ AWSServiceName: 'ecs.amazonaws.com' }, call);
    const linked = { RoleName: 'AWSServiceRoleForECS' };
    const attempts = [
      () => DeleteRole(linked, call),
      () => AttachRolePolicy({ ...linked, PolicyArn: managed }, call),
      () => PutRolePolicy({ ...linked, PolicyName: 'own', PolicyDocument }, call),
      () => TagRole({ ...linked, Tags: [] }, call),
    ];
    for (const attempt of attempts) expect(refusal(attempt)).toMatch(/^UnmodifiableEntityException: /);
  });

  it('has tags of its own, which the tagging API does not give', () => {
    const { call, region } = worldWithRole();
    TagRole(
      {
        ...role,
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '2' },
        ],
      },
      call,
    );
    TagRole({ ...role, Tags: [{ Key: 'a', Value: '3' }] }, call);
    UntagRole({ ...role, TagKeys: ['b'] }, call);
    expect(ListRoleTags(role, call)).toEqual({ Tags: [{ Key: 'a', Value: '3' }], IsTruncated: false });
    expect([...region.tags.entries()]).toEqual([]);
    const Tags = Array.from({ length: 51 }, (_, at) => ({ Key: `k${at}`, Value: '' }));
    expect(refusal(() => TagRole({ ...role, Tags }, call))).toMatch(/^LimitExceededException: /);
  });

  it('shows its inline policies, their documents encoded', () => {
    const { call } = worldWithRole();
    for (const PolicyName of ['b', 'a']) PutRolePolicy({ ...role, PolicyName, PolicyDocument }, call);
    expect(ListRolePolicies({ ...role, MaxItems: 1 }, call)).toMatchObject({
      PolicyNames: ['a'],
      IsTruncated: true,
    });
    const read = GetRolePolicy({ ...role, PolicyName: 'a' }, call);
    expect(decodeURIComponent(read.PolicyDocument ?? '')).toBe(PolicyDocument);
    expect(refusal(() => GetRolePolicy({ ...role, PolicyName: 'c' }, call))).toMatch(
      /^NoSuchEntityException: /,
    );
    const broken = { ...role, PolicyName: 'c', PolicyDocument: '{' };
    expect(refusal(() => PutRolePolicy(broken, call))).toMatch(/^MalformedPolicyDocumentException: /);
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['no action', { Effect: 'Allow', Resource: '*' }],
    ['an action that is a number', { ...open, Action: 5 }],
    ['no resource', { Effect: 'Allow', Action: '*' }],
    ['a principal', { ...open, Principal: '*' }],
    ['a condition without keys', { ...open, Condition: { StringEquals: null } }],
    ['a condition on an object', { ...open, Condition: { StringEquals: { 'aws:RequestedRegion': {} } } }],
  ])('takes no policy whose statement has %s', (_what, statement) => {
    const { call } = worldWithRole();
    const policy = { ...role, PolicyName: 'own', PolicyDocument: JSON.stringify({ Statement: [statement] }) };
    expect(refusal(() => PutRolePolicy(policy, call))).toMatch(/^MalformedPolicyDocumentException: /);
  });
});

describe('a managed policy', () => {
  it('goes once it is attached to nothing', () => {
    const { call } = worldWithRole();
    const created = CreatePolicy({ PolicyName: 'read', Path: '/app/', PolicyDocument }, call).Policy;
    const policy = { PolicyArn: created?.Arn };
    expect(created?.Arn).toBe('arn:aws:iam::123456789012:policy/app/read');
    AttachRolePolicy({ ...role, ...policy }, call);
    AttachRolePolicy({ ...role, ...policy }, call);
    expect(GetPolicy(policy, call).Policy?.AttachmentCount).toBe(1);
    expect(ListEntitiesForPolicy(policy, call).PolicyRoles).toMatchObject([role]);
    expect(ListEntitiesForPolicy({ ...policy, EntityFilter: 'User' }, call).PolicyRoles).toEqual([]);
    expect(refusal(() => DeletePolicy(policy, call))).toMatch(/^DeleteConflictException: /);
    DetachRolePolicy({ ...role, ...policy }, call);
    expect(refusal(() => DetachRolePolicy({ ...role, ...policy }, call))).toMatch(/^NoSuchEntityException: /);
    DeletePolicy(policy, call);
    expect(refusal(() => GetPolicy(policy, call))).toMatch(/^NoSuchEntityException: /);
  });

  it('stays while it is the boundary of a role', () => {
    const { call } = worldWithRole();
    const policy = { PolicyArn: CreatePolicy({ PolicyName: 'limit', PolicyDocument }, call).Policy?.Arn };
    const bounded = { RoleName: 'bounded', AssumeRolePolicyDocument: PolicyDocument };
    CreateRole({ ...bounded, PermissionsBoundary: policy.PolicyArn }, call);
    expect(GetPolicy(policy, call).Policy?.PermissionsBoundaryUsageCount).toBe(1);
    expect(refusal(() => DeletePolicy(policy, call))).toMatch(/^DeleteConflictException: /);
    DeleteRole({ RoleName: 'bounded' }, call);
    DeletePolicy(policy, call);
  });

  it('of AWS can be attached, but not deleted', () => {
    const { call } = worldWithRole();
    AttachRolePolicy({ ...role, PolicyArn: managed }, call);
    expect(
      ListAttachedRolePolicies({ ...role, PathPrefix: '/service-role/' }, call).AttachedPolicies,
    ).toEqual([{ PolicyName: 'AmazonECSTaskExecutionRolePolicy', PolicyArn: managed }]);
    expect(ListAttachedRolePolicies({ ...role, PathPrefix: '/app/' }, call).AttachedPolicies).toEqual([]);
    expect(refusal(() => DeletePolicy({ PolicyArn: managed }, call))).toMatch(/^AccessDeniedException: /);
  });

  it('is one of ten at most on a role, and its name is used once', () => {
    const { call } = worldWithRole();
    const attach = (at: number) => () =>
      AttachRolePolicy({ ...role, PolicyArn: `arn:aws:iam::aws:policy/P${at}` }, call);
    for (let at = 0; at < 10; at += 1) attach(at)();
    expect(refusal(attach(10))).toMatch(/^LimitExceededException: /);
    CreatePolicy({ PolicyName: 'read', PolicyDocument }, call);
    const again = { PolicyName: 'read', Path: '/other/', PolicyDocument };
    expect(refusal(() => CreatePolicy(again, call))).toMatch(/^EntityAlreadyExistsException: /);
  });
});

describe('an instance profile', () => {
  const profile = { InstanceProfileName: 'node' };

  it('holds one role, with which it cannot be deleted', () => {
    const { call } = worldWithRole();
    CreateInstanceProfile(profile, call);
    expect(refusal(() => CreateInstanceProfile(profile, call))).toMatch(/^EntityAlreadyExistsException: /);
    AddRoleToInstanceProfile({ ...profile, ...role }, call);
    expect(refusal(() => AddRoleToInstanceProfile({ ...profile, ...role }, call))).toMatch(
      /^LimitExceededException: /,
    );
    expect(GetInstanceProfile(profile, call).InstanceProfile?.Roles).toMatchObject([role]);
    expect(ListInstanceProfilesForRole(role, call).InstanceProfiles).toMatchObject([profile]);
    expect(refusal(() => DeleteInstanceProfile(profile, call))).toMatch(/^DeleteConflictException: /);
    RemoveRoleFromInstanceProfile({ ...profile, ...role }, call);
    expect(refusal(() => RemoveRoleFromInstanceProfile({ ...profile, ...role }, call))).toMatch(
      /^NoSuchEntityException: /,
    );
    DeleteInstanceProfile(profile, call);
    expect(refusal(() => GetInstanceProfile(profile, call))).toMatch(/^NoSuchEntityException: /);
  });
});
