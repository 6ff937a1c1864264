import { describe, expect, it } from 'vitest';
import { AllocateAddress, DescribeAddresses } from '../../../../../src/sandbox/services/ec2/addresses.ts';
import {
  CreateSecurityGroup,
  DeleteSecurityGroup,
  DescribeSecurityGroups,
} from '../../../../../src/sandbox/services/ec2/security-groups.ts';
import { DescribeSubnets } from '../../../../../src/sandbox/services/ec2/subnets.ts';
import { CreateTags, DeleteTags, DescribeTags } from '../../../../../src/sandbox/services/ec2/tags.ts';
import { DescribeVpcs } from '../../../../../src/sandbox/services/ec2/vpcs.ts';
import { refusal } from '../../world/practice-world.ts';
import { practiceNetwork } from './practice-network.ts';

const env = { Key: 'env', Value: 'lab' };
const team = { Key: '팀', Value: '결제' };

describe('tags', () => {
  it('can be added to any resource, changed and removed', () => {
    const { practice, vpc, group } = practiceNetwork();
    const { call } = practice;
    CreateTags({ Resources: [vpc, group], Tags: [env, team] }, call);
    CreateTags({ Resources: [vpc], Tags: [{ Key: 'env', Value: 'prod' }] }, call);
    const tags = () => DescribeVpcs({}, call).Vpcs?.[0]?.Tags;
    expect(tags()).toEqual([{ Key: 'env', Value: 'prod' }, team]);
    DeleteTags({ Resources: [vpc], Tags: [env, { Key: '팀' }] }, call);
    expect(tags()).toEqual([{ Key: 'env', Value: 'prod' }]);
    DeleteTags({ Resources: [vpc] }, call);
    expect(tags()).toEqual([]);
  });

  it('are listed with what they are on, and with it they go', () => {
    const { practice, vpc, group } = practiceNetwork();
    const { call } = practice;
    CreateTags({ Resources: [vpc, group], Tags: [env] }, call);
    const groups = { Filters: [{ Name: 'resource-type', Values: ['security-group'] }] };
    expect(DescribeTags(groups, call).Tags).toEqual([
      { ResourceId: group, ResourceType: 'security-group', ...env },
    ]);
    expect(DescribeTags({ Filters: [{ Name: 'key', Values: ['env'] }] }, call).Tags).toHaveLength(2);
    DeleteSecurityGroup({ GroupId: group }, call);
    expect(DescribeTags(groups, call).Tags).toEqual([]);
    const buried = [...practice.region.tags.entries()].find(({ deletedAt }) => deletedAt);
    expect(buried).toMatchObject({ tags: { env: 'lab' }, deletedAt: call.now });
  });

  it('can be given at once, but only for what is made', () => {
    const { practice } = practiceNetwork();
    const { call } = practice;
    const allocate = (ResourceType: 'elastic-ip' | 'vpc') =>
      AllocateAddress({ TagSpecifications: [{ ResourceType, Tags: [env] }] }, call);
    allocate('elastic-ip');
    expect(DescribeAddresses({}, call).Addresses).toMatchObject([{ Tags: [env] }]);
    expect(refusal(() => allocate('vpc'))).toMatch(/^InvalidParameterValue: 'vpc' is not a valid taggable/);
    expect(DescribeAddresses({}, call).Addresses).toHaveLength(1);
  });

  it.each([
    ['no id', 'web', 'InvalidID'],
    ['an id that is not there', 'subnet-0', 'InvalidSubnetID.NotFound'],
  ])('are refused for %s', (_what, id, name) => {
    const { practice } = practiceNetwork();
    expect(refusal(() => CreateTags({ Resources: [id], Tags: [env] }, practice.call))).toMatch(
      new RegExp(`^${name}: `),
    );
  });

  it('are fifty at most, and none that only AWS makes', () => {
    const { practice, vpc } = practiceNetwork();
    const tag = (Tags: { Key: string; Value: string }[]) =>
      refusal(() => CreateTags({ Resources: [vpc], Tags }, practice.call));
    const many = (count: number) => Array.from({ length: count }, (_, i) => ({ Key: `key${i}`, Value: '' }));
    expect(tag(many(51))).toMatch(/^TagLimitExceeded: /);
    expect(tag(many(50))).toBe('');
    expect(tag([{ Key: 'aws:mine', Value: '' }])).toMatch(/^InvalidParameterValue: /);
  });
});

describe('filters', () => {
  const { practice, vpc, subnets, group } = practiceNetwork();
  const { call } = practice;
  CreateTags({ Resources: [subnets[0]], Tags: [env, { Key: 'Name', Value: 'a [1] *' }] }, call);
  CreateTags({ Resources: [subnets[1]], Tags: [{ Key: 'env', Value: 'prod' }] }, call);
  const found = (...filters: [string, ...string[]][]) =>
    DescribeSubnets({ Filters: filters.map(([Name, ...Values]) => ({ Name, Values })) }, call).Subnets?.map(
      ({ SubnetId }) => subnets.indexOf(SubnetId ?? ''),
    );

  it.each<[string, [string, ...string[]][], number[]]>([
    ['one value', [['availability-zone', 'us-east-1b']], [1]],
    ['any of several values', [['tag:env', 'lab', 'prod']], [0, 1]],
    [
      'every one of several filters',
      [
        ['vpc-id', vpc],
        ['tag:env', 'lab'],
      ],
      [0],
    ],
    ['a key alone', [['tag-key', 'Name']], [0]],
    ['a wildcard for any text', [['cidr-block', '10.0.16.*']], [1]],
    ['a wildcard for one character', [['availability-zone', 'us-east-1?']], [0, 1]],
    ['a wildcard that is meant itself', [['tag:Name', 'a [1] \\*']], [0]],
    ['no value', [['state']], []],
    ['letters in their case', [['tag:env', 'LAB']], []],
  ])('match %s', (_what, filters, expected) => {
    expect(found(...filters)).toEqual(expected);
  });

  it('are refused where the operation does not have them', () => {
    expect(refusal(() => found(['colour', 'red']))).toBe(
      "InvalidParameterValue: The filter 'colour' is invalid",
    );
  });

  it('apply to the ids that are named, too', () => {
    const Filters = [{ Name: 'vpc-id', Values: ['vpc-0'] }];
    expect(DescribeSecurityGroups({ GroupIds: [group], Filters }, call).SecurityGroups).toEqual([]);
  });
});

describe('pages', () => {
  const { practice, vpc, group } = practiceNetwork();
  const { call } = practice;
  for (let index = 0; index < 8; index += 1) {
    CreateSecurityGroup({ GroupName: `group-${index}`, Description: '-', VpcId: vpc }, call);
  }
  const read = (input: object) => DescribeSecurityGroups(input, call);

  it('follow on one another', () => {
    const first = read({ MaxResults: 6 });
    expect(first.SecurityGroups).toHaveLength(6);
    const second = read({ MaxResults: 6, NextToken: first.NextToken });
    expect(second.SecurityGroups).toHaveLength(4);
    expect(second.NextToken).toBeUndefined();
    const ids = [first, second].flatMap(({ SecurityGroups = [] }) =>
      SecurityGroups.map(({ GroupId }) => GroupId),
    );
    expect(new Set(ids).size).toBe(10);
  });

  it.each<[string, object, string]>([
    ['four', { MaxResults: 4 }, 'InvalidParameterValue'],
    ['more than a thousand', { MaxResults: 1001 }, 'InvalidParameterValue'],
    ['a token that none gave out', { MaxResults: 5, NextToken: 'next' }, 'InvalidPaginationToken'],
    ['ids as well', { MaxResults: 5, GroupIds: [group] }, 'InvalidParameterCombination'],
  ])('are refused with %s', (_what, input, name) => {
    expect(refusal(() => read(input))).toMatch(new RegExp(`^${name}: `));
  });
});
