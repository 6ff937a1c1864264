import { describe, expect, it } from 'vitest';
import { type ManagedFlags, readManaged } from '../../../../src/capacity/managed/wanted.ts';
import { refusedFor } from '../../../support/refused.ts';

const nothing: ManagedFlags = {
  name: 'own',
  infrastructureRole: undefined,
  instanceProfile: undefined,
  subnets: undefined,
  securityGroups: undefined,
  vcpu: undefined,
  memory: undefined,
  instanceTypes: undefined,
  exclude: undefined,
  arch: undefined,
  spot: false,
  storage: undefined,
  monitoring: undefined,
  scaleInAfter: undefined,
  propagateTags: false,
  noPropagateTags: false,
  default: undefined,
};

const read = (flags: Partial<ManagedFlags>, cluster = 'prod') =>
  readManaged(cluster, { ...nothing, ...flags });

describe('what is typed of managed instances', () => {
  it.each<[string, Partial<ManagedFlags>, object]>([
    ['nothing', {}, {}],
    ['a role by its name', { infrastructureRole: 'ecsRole' }, { infrastructureRole: { name: 'ecsRole' } }],
    [
      'a role by its ARN, with a path',
      { infrastructureRole: 'arn:aws:iam::123456789012:role/ecs/mine' },
      { infrastructureRole: { name: 'mine', arn: 'arn:aws:iam::123456789012:role/ecs/mine' } },
    ],
    [
      'lists, with each name once',
      { subnets: 'subnet-1, subnet-2,subnet-1', securityGroups: 'sg-1' },
      { subnets: ['subnet-1', 'subnet-2'], securityGroups: ['sg-1'] },
    ],
    ['a range', { vcpu: '2-8', memory: '4096-' }, { vcpu: { min: 2, max: 8 }, memory: { min: 4096 } }],
    ['one number', { vcpu: '4' }, { vcpu: { min: 4, max: 4 } }],
    ['patterns of types', { exclude: 't3.*,m5*' }, { exclude: ['t3.*', 'm5*'] }],
    ['never', { scaleInAfter: 'never' }, { scaleInAfter: -1 }],
    ['a time', { scaleInAfter: '1h' }, { scaleInAfter: 3600 }],
    ['no time at all', { scaleInAfter: '0s' }, { scaleInAfter: 0 }],
    ['metrics', { monitoring: 'detailed' }, { monitoring: 'DETAILED' }],
    ['tags', { propagateTags: true }, { propagateTags: true }],
    ['no tags', { noPropagateTags: true }, { propagateTags: false }],
    ['no default', { default: 'none' }, { strategy: [] }],
  ])('is read: %s', (_, flags, wanted) => {
    expect(read(flags)).toEqual({ cluster: 'prod', name: 'own', ...wanted });
  });

  it.each<[string, Partial<ManagedFlags>, string]>([
    ['no name', { name: undefined }, 'has no name'],
    ['a name of AWS', { name: 'ecs-own' }, '--name "ecs-own"'],
    ['an ARN of something else', { infrastructureRole: 'arn:aws:iam::1:user/me' }, '--infrastructure-role'],
    ['a profile for a role', { instanceProfile: 'arn:aws:iam::1:role/me' }, '--instance-profile'],
    ['a subnet that is none', { subnets: 'subnet-1,vpc-1' }, 'takes no "vpc-1"'],
    ['nothing between commas', { securityGroups: 'sg-1,,sg-2' }, 'names nothing between two commas'],
    ['a type of asterisks', { instanceTypes: '*' }, '--instance-types'],
    ['types both ways', { instanceTypes: 'm5.large', exclude: 't3.*' }, 'exclude each other'],
    ['tags both ways', { propagateTags: true, noPropagateTags: true }, 'exclude each other'],
    ['a range the wrong way round', { vcpu: '8-2' }, 'ends before it begins'],
    ['a range of nothing', { memory: '0-4' }, '--memory: "0-4"'],
    ['an open beginning', { vcpu: '-8' }, '--vcpu: "-8"'],
    ['a range in words', { vcpu: 'two' }, '--vcpu: "two"'],
    ['too great a number', { memory: '9999999999' }, '--memory'],
    ['a time without a unit', { scaleInAfter: '300' }, '--scale-in-after: "300"'],
    ['too long a time', { scaleInAfter: '61m' }, '--scale-in-after: "61m"'],
    ['a strategy that is none', { default: 'own:weight' }, 'own:weight'],
  ])('is refused: %s', (_, flags, words) => {
    refusedFor('usage', words, () => read(flags));
  });

  it('is refused for a cluster that cannot be one', () => {
    refusedFor('usage', 'prod/web', () => read({}, 'prod/web'));
  });
});
