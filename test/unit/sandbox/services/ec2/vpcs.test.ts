import { describe, expect, it } from 'vitest';
import {
  AttachInternetGateway,
  CreateInternetGateway,
  DeleteInternetGateway,
  DescribeInternetGateways,
  DetachInternetGateway,
} from '../../../../../src/sandbox/services/ec2/internet-gateways.ts';
import {
  CreateRouteTable,
  DeleteRouteTable,
  DescribeRouteTables,
} from '../../../../../src/sandbox/services/ec2/route-tables.ts';
import {
  DeleteSecurityGroup,
  DescribeSecurityGroups,
} from '../../../../../src/sandbox/services/ec2/security-groups.ts';
import {
  CreateSubnet,
  DeleteSubnet,
  DescribeSubnets,
} from '../../../../../src/sandbox/services/ec2/subnets.ts';
import { CreateVpc, DeleteVpc, DescribeVpcs } from '../../../../../src/sandbox/services/ec2/vpcs.ts';
import { refusal } from '../../world/practice-world.ts';
import { practiceNetwork } from './practice-network.ts';

describe('a VPC', () => {
  it('comes with a main route table and a default security group', () => {
    const { practice, vpc } = practiceNetwork();
    const inVpc = { Filters: [{ Name: 'vpc-id', Values: [vpc] }] };
    const [table] = DescribeRouteTables(inVpc, practice.call).RouteTables ?? [];
    expect(table?.Associations).toMatchObject([{ Main: true }]);
    expect(table?.Routes).toMatchObject([{ DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local' }]);
    const groups = DescribeSecurityGroups(inVpc, practice.call).SecurityGroups?.map(
      ({ GroupName }) => GroupName,
    );
    expect(groups).toEqual(['default', 'web']);
  });

  it('cannot be deleted until all that was put into it is gone', () => {
    const { practice, vpc, subnets, group } = practiceNetwork();
    const { call } = practice;
    const gateway = CreateInternetGateway({}, call).InternetGateway?.InternetGatewayId;
    AttachInternetGateway({ InternetGatewayId: gateway, VpcId: vpc }, call);
    const table = CreateRouteTable({ VpcId: vpc }, call).RouteTable?.RouteTableId;
    const remaining = [
      () => DeleteSubnet({ SubnetId: subnets[0] }, call),
      () => DeleteSubnet({ SubnetId: subnets[1] }, call),
      () => DeleteSecurityGroup({ GroupId: group }, call),
      () => DetachInternetGateway({ InternetGatewayId: gateway, VpcId: vpc }, call),
      () => DeleteRouteTable({ RouteTableId: table }, call),
    ];
    for (const remove of remaining) {
      expect(refusal(() => DeleteVpc({ VpcId: vpc }, call))).toBe(
        `DependencyViolation: The vpc '${vpc}' has dependencies and cannot be deleted.`,
      );
      remove();
    }
    DeleteVpc({ VpcId: vpc }, call);
    expect(DescribeVpcs({}, call).Vpcs).toEqual([]);
    expect(DescribeRouteTables({}, call).RouteTables).toEqual([]);
    expect(DescribeSecurityGroups({}, call).SecurityGroups).toEqual([]);
  });

  it.each([
    ['no range', 'ten', 'InvalidParameterValue'],
    ['a range that is too large', '10.0.0.0/8', 'InvalidVpc.Range'],
    ['a range that is too small', '10.0.0.0/29', 'InvalidVpc.Range'],
  ])('is not made of %s', (_what, CidrBlock, name) => {
    const { practice } = practiceNetwork();
    expect(refusal(() => CreateVpc({ CidrBlock }, practice.call))).toMatch(new RegExp(`^${name}: `));
  });
});

describe('a subnet', () => {
  it('lies in its VPC and beside the others', () => {
    const { practice, vpc } = practiceNetwork();
    const make = (CidrBlock: string) => refusal(() => CreateSubnet({ VpcId: vpc, CidrBlock }, practice.call));
    expect(make('10.1.0.0/24')).toMatch(/^InvalidSubnet.Range: /);
    expect(make('10.0.17.0/24')).toMatch(/^InvalidSubnet.Conflict: /);
    expect(make('10.0.32.0/24')).toBe('');
  });

  it('is in a zone of the region', () => {
    const { practice, vpc, subnets } = practiceNetwork();
    const [subnet] = DescribeSubnets({ SubnetIds: [subnets[1]] }, practice.call).Subnets ?? [];
    expect(subnet).toMatchObject({ AvailabilityZone: 'us-east-1b', AvailabilityZoneId: 'use1-az2' });
    const elsewhere = { VpcId: vpc, CidrBlock: '10.0.32.0/24', AvailabilityZone: 'eu-west-1a' };
    expect(refusal(() => CreateSubnet(elsewhere, practice.call))).toMatch(/^InvalidParameterValue: /);
  });

  it('has all its addresses free but the five that AWS keeps', () => {
    const { practice, subnets } = practiceNetwork();
    const [subnet] = DescribeSubnets({ SubnetIds: [subnets[0]] }, practice.call).Subnets ?? [];
    expect(subnet?.AvailableIpAddressCount).toBe(4096 - 5);
  });
});

describe('an internet gateway', () => {
  it('has one VPC at a time, and goes only without', () => {
    const { practice, vpc } = practiceNetwork();
    const { call } = practice;
    const id = CreateInternetGateway({}, call).InternetGateway?.InternetGatewayId;
    const attach = () => AttachInternetGateway({ InternetGatewayId: id, VpcId: vpc }, call);
    attach();
    expect(refusal(attach)).toMatch(/^Resource.AlreadyAssociated: /);
    const filter = [{ Name: 'attachment.vpc-id', Values: [vpc] }];
    expect(DescribeInternetGateways({ Filters: filter }, call).InternetGateways).toHaveLength(1);
    expect(refusal(() => DeleteInternetGateway({ InternetGatewayId: id }, call))).toMatch(
      /^DependencyViolation: /,
    );
    DetachInternetGateway({ InternetGatewayId: id, VpcId: vpc }, call);
    expect(refusal(() => DetachInternetGateway({ InternetGatewayId: id, VpcId: vpc }, call))).toMatch(
      /^Gateway.NotAttached: /,
    );
    DeleteInternetGateway({ InternetGatewayId: id }, call);
    expect(DescribeInternetGateways({}, call).InternetGateways).toEqual([]);
  });
});

describe('what is not there', () => {
  const { practice } = practiceNetwork();
  it.each<[string, () => unknown, string]>([
    ['a VPC', () => DescribeVpcs({ VpcIds: ['vpc-0'] }, practice.call), 'InvalidVpcID.NotFound'],
    ['its deletion', () => DeleteVpc({ VpcId: 'vpc-0' }, practice.call), 'InvalidVpcID.NotFound'],
    [
      'a subnet',
      () => DescribeSubnets({ SubnetIds: ['subnet-0'] }, practice.call),
      'InvalidSubnetID.NotFound',
    ],
    [
      'a route table',
      () => DeleteRouteTable({ RouteTableId: 'rtb-0' }, practice.call),
      'InvalidRouteTableID.NotFound',
    ],
    [
      'an internet gateway',
      () => DeleteInternetGateway({ InternetGatewayId: 'igw-0' }, practice.call),
      'InvalidInternetGatewayID.NotFound',
    ],
  ])('%s is an error of its own', (_what, attempt, name) => {
    expect(refusal(attempt)).toMatch(new RegExp(`^${name}: `));
  });
});
