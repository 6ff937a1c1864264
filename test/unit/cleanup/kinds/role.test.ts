import { describe, expect, it } from 'vitest';
import { principalsOf } from '../../../../src/cleanup/kinds/iam/trust.ts';
import { role } from '../../../../src/cleanup/kinds/role.ts';
import { AttachRolePolicy } from '../../../../src/sandbox/services/iam/attached-policies.ts';
import { PutRolePolicy } from '../../../../src/sandbox/services/iam/inline-policies.ts';
import {
  AddRoleToInstanceProfile,
  CreateInstanceProfile,
} from '../../../../src/sandbox/services/iam/instance-profiles.ts';
import { CreateRole, CreateServiceLinkedRole } from '../../../../src/sandbox/services/iam/roles.ts';
import { inWords, KindPractice, namesOf } from './kind-practice.ts';

function trust(...services: string[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: services }, Action: 'sts:AssumeRole' }],
  });
}

function starter(...services: string[]) {
  const practice = new KindPractice(role);
  const { Role } = CreateRole(
    {
      RoleName: 'starter',
      Path: '/service-role/',
      AssumeRolePolicyDocument: trust(...services),
      Tags: [{ Key: 'team', Value: 'shop' }],
    },
    practice.call,
  );
  return { practice, arn: Role?.Arn ?? '', named: { role: ['starter'] } };
}

const managed = 'arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceEventsRole';

describe('roles', () => {
  it('are looked for only where something names them, by name or by ARN, and once', async () => {
    const { practice, arn } = starter('events.amazonaws.com');
    expect(await practice.find()).toEqual([]);
    const things = await practice.find({ named: { role: [arn, 'starter', 'gone'] } });
    expect(things).toMatchObject([{ id: 'starter', arn, aliases: [arn], tags: { team: 'shop' }, ties: [] }]);
    expect(practice.aws.calls).toHaveLength(2);
  });

  it('are there for everyone else who may assume them', async () => {
    const { practice, named } = starter('scheduler.amazonaws.com', 'ecs-tasks.amazonaws.com');
    const thing = await practice.thing('starter', { named });
    expect(inWords(thing.ties)).toEqual(['serves principal ecs-tasks.amazonaws.com']);
  });

  it('that are linked to a service are not found', async () => {
    const practice = new KindPractice(role);
    const { Role } = CreateServiceLinkedRole({ AWSServiceName: 'ecs.amazonaws.com' }, practice.call);
    expect(await practice.find({ named: { role: [Role?.RoleName ?? ''] } })).toEqual([]);
  });

  it('lose their policies and profiles before they are deleted, and get them back', async () => {
    const { practice, named } = starter('events.amazonaws.com');
    const RoleName = 'starter';
    AttachRolePolicy({ RoleName, PolicyArn: managed }, practice.call);
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] });
    PutRolePolicy({ RoleName, PolicyName: 'run', PolicyDocument }, practice.call);
    CreateInstanceProfile({ InstanceProfileName: 'nodes' }, practice.call);
    AddRoleToInstanceProfile({ RoleName, InstanceProfileName: 'nodes' }, practice.call);
    const thing = await practice.inspected('starter', { named });
    expect(namesOf(await practice.remove(thing))).toEqual([
      'DetachRolePolicy',
      'DeleteRolePolicy',
      'RemoveRoleFromInstanceProfile',
      'DeleteRole',
    ]);
    expect(await practice.find({ named })).toEqual([]);
    await practice.undo(thing);
    const again = await practice.inspected('starter', { named });
    const { RoleId: _id, CreateDate: _date, ...lasting } = thing.definition;
    expect(again.definition).toMatchObject(lasting);
    expect(again.tags).toEqual({ team: 'shop' });
  });
});

describe('the principals of a trust policy', () => {
  it.each([
    [{ Statement: { Principal: { Service: 'events.amazonaws.com' } } }, ['events.amazonaws.com']],
    [{ Statement: [{ Principal: '*' }] }, ['*']],
    [
      { Statement: [{ Principal: { AWS: ['123456789012', 'arn:aws:iam::1:root'], Service: 'a' } }] },
      ['123456789012', 'arn:aws:iam::1:root', 'a'],
    ],
    [{ Statement: [{ Principal: { Service: ['a', 'b'] } }, { Principal: { Service: 'a' } }] }, ['a', 'b']],
    [{ Statement: [{ NotPrincipal: { AWS: '1' } }] }, ['*']],
    ['nothing', ['*']],
  ])('of %j are %j', (policy, principals) => {
    expect(principalsOf(JSON.stringify(policy))).toEqual(principals);
  });

  it('of what is no JSON are everyone', () => {
    expect(principalsOf('{')).toEqual(['*']);
  });
});
