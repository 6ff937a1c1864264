import { describe, expect, it } from 'vitest';
import {
  CreateNetworkInterface,
  DeleteNetworkInterface,
} from '../../../../../src/sandbox/services/ec2/network-interfaces.ts';
import {
  RevokeSecurityGroupEgress,
  RevokeSecurityGroupIngress,
} from '../../../../../src/sandbox/services/ec2/security-group-revocation.ts';
import {
  AuthorizeSecurityGroupEgress,
  AuthorizeSecurityGroupIngress,
  DescribeSecurityGroupRules,
} from '../../../../../src/sandbox/services/ec2/security-group-rules.ts';
import {
  CreateSecurityGroup,
  DeleteSecurityGroup,
  DescribeSecurityGroups,
} from '../../../../../src/sandbox/services/ec2/security-groups.ts';
import { refusal } from '../../world/practice-world.ts';
import { practiceNetwork } from './practice-network.ts';

const http = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80 };
const fromAnywhere = { ...http, IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'anyone' }] };

function withGroups() {
  const network = practiceNetwork();
  const { practice, vpc, group } = network;
  const input = { GroupName: 'tasks', Description: 'tasks', VpcId: vpc };
  const other = CreateSecurityGroup(input, practice.call).GroupId ?? '';
  const read = () => DescribeSecurityGroups({ GroupIds: [group] }, practice.call).SecurityGroups?.[0];
  const fromOther = { ...http, UserIdGroupPairs: [{ GroupId: other }] };
  return { ...network, other, read, fromOther };
}

describe('the rules of a security group', () => {
  it('let everything out at first and nothing in', () => {
    const { read } = withGroups();
    expect(read()?.IpPermissions).toEqual([]);
    expect(read()?.IpPermissionsEgress).toMatchObject([
      { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
    ]);
  });

  it('are one for each peer, and shown together for the same ports', () => {
    const { practice, group, other, read, fromOther } = withGroups();
    const { call } = practice;
    const { SecurityGroupRules: made } = AuthorizeSecurityGroupIngress(
      { GroupId: group, IpPermissions: [fromAnywhere, fromOther] },
      call,
    );
    expect(made?.map((rule) => [rule.CidrIpv4, rule.ReferencedGroupInfo?.GroupId, rule.IsEgress])).toEqual([
      ['0.0.0.0/0', undefined, false],
      [undefined, other, false],
    ]);
    expect(read()?.IpPermissions).toMatchObject([
      {
        ...http,
        IpRanges: [{ CidrIp: '0.0.0.0/0' }],
        UserIdGroupPairs: [{ GroupId: other, UserId: '123456789012' }],
      },
    ]);
    const ofGroup = { Filters: [{ Name: 'group-id', Values: [group] }] };
    expect(DescribeSecurityGroupRules(ofGroup, call).SecurityGroupRules).toHaveLength(3);
  });

  it('are added all or none, and never twice', () => {
    const { practice, group, read, fromOther } = withGroups();
    const add = (...IpPermissions: object[]) =>
      refusal(() => AuthorizeSecurityGroupIngress({ GroupId: group, IpPermissions }, practice.call));
    expect(add(fromAnywhere)).toBe('');
    const again = { ...http, IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'other words' }] };
    expect(add(fromOther, again)).toBe(
      'InvalidPermission.Duplicate: the specified rule "peer: 0.0.0.0/0, TCP, from port: 80, to port: 80, ALLOW" already exists',
    );
    expect(add({ ...http, UserIdGroupPairs: [{ GroupId: 'sg-0' }] })).toMatch(/^InvalidGroup.NotFound: /);
    expect(read()?.IpPermissions?.[0]?.UserIdGroupPairs).toEqual([]);
  });

  it('are revoked by what they say or by their ids', () => {
    const { practice, group, read, fromOther } = withGroups();
    const { call } = practice;
    const revoke = (input: object) => RevokeSecurityGroupIngress({ GroupId: group, ...input }, call);
    AuthorizeSecurityGroupIngress({ GroupId: group, IpPermissions: [fromAnywhere] }, call);
    const { SecurityGroupRules } = AuthorizeSecurityGroupIngress(
      { GroupId: group, IpPermissions: [fromOther] },
      call,
    );
    expect(refusal(() => revoke({ IpPermissions: [{ ...fromAnywhere, ToPort: 81 }] }))).toMatch(
      /^InvalidPermission.NotFound: /,
    );
    expect(revoke({ IpPermissions: [fromAnywhere] }).RevokedSecurityGroupRules).toHaveLength(1);
    const ids = { SecurityGroupRuleIds: SecurityGroupRules?.map((rule) => rule.SecurityGroupRuleId) };
    revoke(ids);
    expect(refusal(() => revoke(ids))).toMatch(/^InvalidSecurityGroupRuleId.NotFound: /);
    expect(read()?.IpPermissions).toEqual([]);
  });

  it('are told apart by their direction', () => {
    const { practice, group, read } = withGroups();
    const { call } = practice;
    const all = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
    const input = { GroupId: group, IpPermissions: [all] };
    expect(refusal(() => AuthorizeSecurityGroupEgress(input, call))).toMatch(
      /^InvalidPermission.Duplicate: /,
    );
    AuthorizeSecurityGroupIngress(input, call);
    RevokeSecurityGroupEgress(input, call);
    expect(read()).toMatchObject({ IpPermissions: [{ IpProtocol: '-1' }], IpPermissionsEgress: [] });
  });
});

describe('a security group cannot be deleted', () => {
  it('while a rule of another one names it', () => {
    const { practice, group, other, fromOther } = withGroups();
    const { call } = practice;
    const input = { GroupId: group, IpPermissions: [fromOther] };
    AuthorizeSecurityGroupIngress(input, call);
    expect(refusal(() => DeleteSecurityGroup({ GroupId: other }, call))).toBe(
      `DependencyViolation: resource ${other} has a dependent object`,
    );
    RevokeSecurityGroupIngress(input, call);
    expect(DeleteSecurityGroup({ GroupId: other }, call)).toEqual({ Return: true, GroupId: other });
  });

  it('while an interface is in it', () => {
    const { practice, group, subnets } = withGroups();
    const { call } = practice;
    const made = CreateNetworkInterface({ SubnetId: subnets[0], Groups: [group] }, call);
    expect(refusal(() => DeleteSecurityGroup({ GroupId: group }, call))).toMatch(/^DependencyViolation: /);
    DeleteNetworkInterface({ NetworkInterfaceId: made.NetworkInterface?.NetworkInterfaceId }, call);
    expect(refusal(() => DeleteSecurityGroup({ GroupId: group }, call))).toBe('');
  });

  it('when it is the default one', () => {
    const { practice } = withGroups();
    const named = [{ Name: 'group-name', Values: ['default'] }];
    const [group] = DescribeSecurityGroups({ Filters: named }, practice.call).SecurityGroups ?? [];
    expect(refusal(() => DeleteSecurityGroup({ GroupId: group?.GroupId }, practice.call))).toBe(
      `CannotDelete: the specified group: "${group?.GroupId}" name: "default" cannot be deleted by a user`,
    );
  });
});

describe('a new security group', () => {
  it.each([
    ['a name that its VPC has', 'web', 'InvalidGroup.Duplicate'],
    ['the name of the default one', 'default', 'InvalidParameterValue'],
    ['a name like an id', 'sg-web', 'InvalidParameterValue'],
  ])('is refused %s', (_what, GroupName, name) => {
    const { practice, vpc } = practiceNetwork();
    const input = { GroupName, Description: 'one more', VpcId: vpc };
    expect(refusal(() => CreateSecurityGroup(input, practice.call))).toMatch(new RegExp(`^${name}: `));
  });
});
