import type { Network } from './ec2.ts';
import { at, type Exercise } from './exercise.ts';

/** An elastic IP on an interface, then on a NAT gateway. */
export async function tellAddresses(aws: Exercise, network: Network): Promise<void> {
  const made = await aws.answers('AllocateAddress', [], {
    AllocationId: /^eipalloc-[0-9a-f]{17}$/,
    PublicIp: /^\d+\.\d+\.\d+\.\d+$/,
    Domain: 'vpc',
  });
  const address = at(made, 'AllocationId');
  await tellAssociation(aws, network, address);
  await tellNat(aws, network, address);
  await aws.answers('ReleaseAddress', ['--allocation-id', address]);
  await aws.refuses('ReleaseAddress: none', ['--allocation-id', address], 'InvalidAllocationID.NotFound');
}

async function tellAssociation(aws: Exercise, { subnet }: Network, address: string): Promise<void> {
  const made = await aws.answers('CreateNetworkInterface: for an address', ['--subnet-id', subnet], {
    NetworkInterface: { SubnetId: subnet, Groups: [{ GroupName: 'default' }] },
  });
  const id = ['--network-interface-id', at(made, 'NetworkInterface.NetworkInterfaceId')];
  const associated = await aws.answers('AssociateAddress', ['--allocation-id', address, ...id], {
    AssociationId: /^eipassoc-[0-9a-f]{17}$/,
  });
  const association = at(associated, 'AssociationId');
  await aws.answers('DescribeAddresses', ['--allocation-ids', address], {
    Addresses: [{ AllocationId: address, AssociationId: association, NetworkInterfaceId: id[1] }],
  });
  await aws.answers('DisassociateAddress', ['--association-id', association]);
  const again = ['--association-id', association];
  await aws.refuses('DisassociateAddress: again', again, 'InvalidAssociationID.NotFound');
  await aws.answers('DeleteNetworkInterface: for an address', id);
}

async function tellNat(aws: Exercise, { subnet }: Network, address: string): Promise<void> {
  const words = ['--subnet-id', subnet, '--allocation-id', address];
  const made = await aws.answers('CreateNatGateway', words, {
    NatGateway: { NatGatewayId: /^nat-[0-9a-f]{17}$/, SubnetId: subnet, State: /^(pending|available)$/ },
  });
  const id = at(made, 'NatGateway.NatGatewayId');
  await aws.pass(60);
  const named = ['--nat-gateway-ids', id];
  await aws.answers('DescribeNatGateways', named, {
    NatGateways: [{ NatGatewayId: id, State: 'available', NatGatewayAddresses: [{ AllocationId: address }] }],
  });
  const inSubnet = ['--filters', `Name=subnet-id,Values=${subnet}`];
  await aws.answers('DescribeNetworkInterfaces: of the gateway', inSubnet, {
    NetworkInterfaces: [{ Description: `Interface for NAT Gateway ${id}`, RequesterManaged: true }],
  });
  await aws.refuses('DeleteSubnet: with a gateway in it', ['--subnet-id', subnet], 'DependencyViolation');
  await aws.refuses('ReleaseAddress: in use', ['--allocation-id', address], 'InvalidIPAddress.InUse');
  await aws.answers('DeleteNatGateway', ['--nat-gateway-id', id], { NatGatewayId: id });
  await aws.pass(60);
  await aws.answers('DescribeNatGateways: deleted', named, { NatGateways: [{ State: 'deleted' }] });
}
