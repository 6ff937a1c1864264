import { describe, expect, it } from 'vitest';
import { AssociateAddress } from '../../../../../src/sandbox/services/ec2/address-associations.ts';
import { AllocateAddress, DescribeAddresses } from '../../../../../src/sandbox/services/ec2/addresses.ts';
import {
  CreateNetworkInterface,
  DeleteNetworkInterface,
  DescribeNetworkInterfaces,
} from '../../../../../src/sandbox/services/ec2/network-interfaces.ts';
import { DeleteSubnet, DescribeSubnets } from '../../../../../src/sandbox/services/ec2/subnets.ts';
import { refusal } from '../../world/practice-world.ts';
import { practiceNetwork } from './practice-network.ts';

describe('an interface that was made by hand', () => {
  it('is available, and in the default group where none was named', () => {
    const { practice, subnets } = practiceNetwork();
    const { call } = practice;
    const made = CreateNetworkInterface({ SubnetId: subnets[0], Description: 'spare' }, call);
    expect(made.NetworkInterface).toMatchObject({ Status: 'pending', Groups: [{ GroupName: 'default' }] });
    expect(DescribeNetworkInterfaces({}, call).NetworkInterfaces).toMatchObject([
      {
        NetworkInterfaceId: made.NetworkInterface?.NetworkInterfaceId,
        Status: 'available',
        Description: 'spare',
        RequesterManaged: false,
        AvailabilityZone: 'us-east-1a',
      },
    ]);
  });

  it('keeps its subnet until it is deleted', () => {
    const { practice, subnets } = practiceNetwork();
    const { call } = practice;
    const { NetworkInterface } = CreateNetworkInterface({ SubnetId: subnets[0] }, call);
    const [subnet] = DescribeSubnets({ SubnetIds: [subnets[0]] }, call).Subnets ?? [];
    expect(subnet?.AvailableIpAddressCount).toBe(4096 - 5 - 1);
    expect(refusal(() => DeleteSubnet({ SubnetId: subnets[0] }, call))).toBe(
      `DependencyViolation: The subnet '${subnets[0]}' has dependencies and cannot be deleted.`,
    );
    const named = { NetworkInterfaceId: NetworkInterface?.NetworkInterfaceId };
    DeleteNetworkInterface(named, call);
    expect(refusal(() => DeleteNetworkInterface(named, call))).toMatch(
      /^InvalidNetworkInterfaceID.NotFound: The networkInterface ID 'eni-\w{17}' does not exist$/,
    );
    expect(refusal(() => DeleteSubnet({ SubnetId: subnets[0] }, call))).toBe('');
  });

  it('has an address of its own, the one that is asked for where that is free', () => {
    const { practice, subnets } = practiceNetwork();
    const { call } = practice;
    const make = (PrivateIpAddress?: string) =>
      CreateNetworkInterface({ SubnetId: subnets[0], PrivateIpAddress }, call).NetworkInterface;
    const many = Array.from({ length: 200 }, () => make()?.PrivateIpAddress);
    expect(new Set(many).size).toBe(200);
    expect(refusal(() => make(many[0]))).toBe(`InvalidIPAddress.InUse: Address ${many[0]} is in use.`);
    expect(refusal(() => make('10.0.16.9'))).toMatch(
      /^InvalidParameterValue: Address 10.0.16.9 does not fall/,
    );
  });

  it('is made once for a request that is repeated', () => {
    const { practice, subnets } = practiceNetwork();
    const input = { SubnetId: subnets[0], ClientToken: 'a' };
    const [first, again] = [1, 2].map(() => CreateNetworkInterface(input, practice.call));
    expect(again).toEqual(first);
    expect(DescribeNetworkInterfaces({}, practice.call).NetworkInterfaces).toHaveLength(1);
  });

  it('takes the elastic IP that it answered on out of use', () => {
    const { practice, subnets } = practiceNetwork();
    const { call } = practice;
    const { AllocationId, PublicIp } = AllocateAddress({}, call);
    const { NetworkInterface } = CreateNetworkInterface({ SubnetId: subnets[0] }, call);
    const { NetworkInterfaceId } = NetworkInterface ?? {};
    AssociateAddress({ AllocationId, NetworkInterfaceId }, call);
    const filter = [{ Name: 'association.public-ip', Values: [PublicIp ?? ''] }];
    const [found] = DescribeNetworkInterfaces({ Filters: filter }, call).NetworkInterfaces ?? [];
    expect(found).toMatchObject({ NetworkInterfaceId, Association: { AllocationId, PublicIp } });
    DeleteNetworkInterface({ NetworkInterfaceId }, call);
    expect(DescribeAddresses({}, call).Addresses?.[0]).not.toHaveProperty('AssociationId');
  });
});
