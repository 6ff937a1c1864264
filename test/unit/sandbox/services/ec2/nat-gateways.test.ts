import { describe, expect, it } from 'vitest';
import {
  AssociateAddress,
  DisassociateAddress,
} from '../../../../../src/sandbox/services/ec2/address-associations.ts';
import {
  AllocateAddress,
  DescribeAddresses,
  ReleaseAddress,
} from '../../../../../src/sandbox/services/ec2/addresses.ts';
import {
  CreateNatGateway,
  DeleteNatGateway,
  DescribeNatGateways,
} from '../../../../../src/sandbox/services/ec2/nat-gateways.ts';
import {
  CreateNetworkInterface,
  DescribeNetworkInterfaces,
} from '../../../../../src/sandbox/services/ec2/network-interfaces.ts';
import { DeleteSubnet } from '../../../../../src/sandbox/services/ec2/subnets.ts';
import { refusal } from '../../world/practice-world.ts';
import { practiceNetwork } from './practice-network.ts';

function withNat() {
  const network = practiceNetwork({ natGatewayCreationSeconds: 60, natGatewayDeletionSeconds: 45 });
  const { practice, subnets } = network;
  const allocation = AllocateAddress({}, practice.call).AllocationId ?? '';
  const TagSpecifications = [{ ResourceType: 'natgateway' as const, Tags: [{ Key: 'env', Value: 'lab' }] }];
  const { NatGateway } = CreateNatGateway(
    { SubnetId: subnets[0], AllocationId: allocation, TagSpecifications },
    practice.call,
  );
  const nat = NatGateway?.NatGatewayId ?? '';
  const read = () => DescribeNatGateways({ NatGatewayIds: [nat] }, practice.call).NatGateways?.[0];
  const address = () => DescribeAddresses({ AllocationIds: [allocation] }, practice.call).Addresses?.[0];
  return { ...network, allocation, nat, read, address };
}

describe('a NAT gateway', () => {
  it('is pending, then available', () => {
    const { practice, read } = withNat();
    expect(read()).toMatchObject({ State: 'pending', ConnectivityType: 'public' });
    practice.pass(60);
    expect(read()).toMatchObject({ State: 'available', NatGatewayAddresses: [{ Status: 'succeeded' }] });
  });

  it('is deleting, then deleted, and forgotten after an hour', () => {
    const { practice, nat, read } = withNat();
    practice.pass(60);
    DeleteNatGateway({ NatGatewayId: nat }, practice.call);
    practice.pass(30);
    expect(read()).toMatchObject({ State: 'deleting', Tags: [{ Key: 'env', Value: 'lab' }] });
    practice.pass(15);
    expect(read()).toMatchObject({ State: 'deleted', Tags: [{ Key: 'env', Value: 'lab' }] });
    expect(DeleteNatGateway({ NatGatewayId: nat }, practice.call)).toEqual({ NatGatewayId: nat });
    practice.pass(3600);
    expect(refusal(read)).toBe(`NatGatewayNotFound: The Nat Gateway ${nat} was not found`);
  });

  it('holds its elastic IP and its subnet until it is deleted, and releases neither', () => {
    const { practice, subnets, allocation, nat, address } = withNat();
    const release = () => refusal(() => ReleaseAddress({ AllocationId: allocation }, practice.call));
    practice.pass(60);
    const { AssociationId, NetworkInterfaceId } = address() ?? {};
    expect(AssociationId).toMatch(/^eipassoc-/);
    expect(refusal(() => DisassociateAddress({ AssociationId }, practice.call))).toMatch(
      /^OperationNotPermitted: /,
    );
    const named = { NetworkInterfaceIds: [NetworkInterfaceId ?? ''] };
    expect(DescribeNetworkInterfaces(named, practice.call).NetworkInterfaces).toMatchObject([
      {
        ...{ Description: `Interface for NAT Gateway ${nat}`, InterfaceType: 'nat_gateway' },
        Association: { AllocationId: allocation, AssociationId },
      },
    ]);
    DeleteNatGateway({ NatGatewayId: nat }, practice.call);
    practice.pass(30);
    expect(release()).toMatch(/^InvalidIPAddress.InUse: /);
    expect(refusal(() => DeleteSubnet({ SubnetId: subnets[0] }, practice.call))).toMatch(
      /^DependencyViolation: /,
    );
    practice.pass(15);
    expect(address()).toMatchObject({ AllocationId: allocation });
    expect(address()).not.toHaveProperty('AssociationId');
    expect(release()).toBe('');
    expect(refusal(() => DeleteSubnet({ SubnetId: subnets[0] }, practice.call))).toBe('');
  });

  it('needs an address that nothing else answers on', () => {
    const { practice, subnets, allocation } = withNat();
    const make = (AllocationId?: string) =>
      refusal(() => CreateNatGateway({ SubnetId: subnets[1], AllocationId }, practice.call));
    expect(make(allocation)).toMatch(/^Resource.AlreadyAssociated: /);
    expect(make('eipalloc-0')).toMatch(/^InvalidAllocationID.NotFound: /);
    expect(make()).toMatch(/^MissingParameter: /);
  });

  it('is found by its state', () => {
    const { practice, nat } = withNat();
    const inState = (...Values: string[]) =>
      DescribeNatGateways({ Filter: [{ Name: 'state', Values }] }, practice.call).NatGateways?.map(
        ({ NatGatewayId }) => NatGatewayId,
      );
    expect(inState('pending', 'available')).toEqual([nat]);
    expect(inState('deleted')).toEqual([]);
  });
});

describe('an elastic IP', () => {
  it('can be released once nothing answers on it', () => {
    const { practice, subnets } = practiceNetwork();
    const { call } = practice;
    const { AllocationId, PublicIp } = AllocateAddress({}, call);
    const { NetworkInterface } = CreateNetworkInterface({ SubnetId: subnets[0] }, call);
    const { NetworkInterfaceId } = NetworkInterface ?? {};
    const { AssociationId } = AssociateAddress({ AllocationId, NetworkInterfaceId }, call);
    const release = () => refusal(() => ReleaseAddress({ AllocationId }, call));
    expect(release()).toBe(`InvalidIPAddress.InUse: Address ${PublicIp} is in use.`);
    const again = { AllocationId, NetworkInterfaceId, AllowReassociation: false };
    expect(refusal(() => AssociateAddress(again, call))).toMatch(/^Resource.AlreadyAssociated: /);
    DisassociateAddress({ AssociationId }, call);
    expect(release()).toBe('');
    expect(release()).toMatch(/^InvalidAllocationID.NotFound: /);
    expect(refusal(() => DisassociateAddress({ AssociationId }, call))).toMatch(
      /^InvalidAssociationID.NotFound: /,
    );
  });

  it('is another one each time', () => {
    const { practice } = practiceNetwork();
    const ips = Array.from({ length: 500 }, () => AllocateAddress({}, practice.call).PublicIp);
    expect(new Set(ips).size).toBe(500);
  });
});
