import type {
  CreateNetworkInterfaceCommandInput,
  CreateNetworkInterfaceCommandOutput,
  DeleteNetworkInterfaceCommandInput,
  DeleteNetworkInterfaceCommandOutput,
  DescribeNetworkInterfacesCommandInput,
  DescribeNetworkInterfacesCommandOutput,
  NetworkInterfaceStatus,
} from '@aws-sdk/client-ec2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { dissolve } from './address-associations.ts';
import { includes, parseCidr } from './cidr.ts';
import { defaultGroupOf } from './default-group.ts';
import { once } from './idempotence.ts';
import { type Interface, privateIpOf } from './interface.ts';
import { interfacesOf } from './interfaces.ts';
import { find, invalidValue, kinds, missing, newId } from './kinds.ts';
import { list } from './listing.ts';
import { describeInterface, listing } from './network-interface-shape.ts';
import { unattached } from './own-interfaces.ts';
import { buryTags, tagOnCreation } from './resource-tags.ts';
import type { OwnInterface, Subnet } from './state.ts';

/** Makes an interface that nothing is attached to; in the VPC's default group where none is named. */
export function CreateNetworkInterface(
  input: CreateNetworkInterfaceCommandInput,
  { region, now }: Call,
): Answer<CreateNetworkInterfaceCommandOutput> {
  return once(region, 'CreateNetworkInterface', input.ClientToken, () => {
    const { ec2 } = region;
    const subnet = find(ec2.subnets, kinds.subnet, input.SubnetId);
    const groups = input.Groups?.length ? input.Groups : defaultGroupOf(region, subnet.VpcId);
    for (const group of groups) expectGroup(region, group, subnet);
    const id = newId(region, kinds.networkInterface);
    const own: OwnInterface = {
      ...{ id, groups, subnetId: subnet.SubnetId, description: input.Description ?? '' },
      privateIp: addressFor(region, id, subnet, input.PrivateIpAddress, now),
    };
    tagOnCreation(region, kinds.networkInterface, id, input.TagSpecifications);
    ec2.networkInterfaces.set(id, own);
    // EC2 calls it pending for a moment, which the SDK's type does not list.
    const Status = 'pending' as NetworkInterfaceStatus;
    const NetworkInterface = { ...describeInterface(region, unattached(own, subnet)), Status };
    return { NetworkInterface, ClientToken: input.ClientToken };
  });
}

export function DescribeNetworkInterfaces(
  { NetworkInterfaceIds, ...asked }: DescribeNetworkInterfacesCommandInput,
  { region, now }: Call,
): Answer<DescribeNetworkInterfacesCommandOutput> {
  const { items, nextToken } = list(region, interfacesOf(region, now), listing, {
    ids: NetworkInterfaceIds,
    ...asked,
  });
  return {
    NetworkInterfaces: items.map((one) => describeInterface(region, one)),
    NextToken: nextToken,
  };
}

/**
 * Deletes an interface that an account made for itself and that nothing is attached to. Throws OperationNotPermitted for
 * one that belongs to another service, and InvalidParameterValue for one that is in use.
 */
export function DeleteNetworkInterface(
  { NetworkInterfaceId: id = '' }: DeleteNetworkInterfaceCommandInput,
  { region, now }: Call,
): Answer<DeleteNetworkInterfaceCommandOutput> {
  const found = interfaceOf(region, id, now);
  if (found.requester !== undefined) {
    const message = 'You do not have permission to access the specified resource.';
    throw new AwsError('OperationNotPermitted', message);
  }
  if (found.attachment) throw invalidValue(`Network interface '${id}' is currently in use.`);
  for (const address of region.ec2.addresses.values()) {
    if (address.NetworkInterfaceId === id) dissolve(address);
  }
  region.ec2.networkInterfaces.delete(id);
  buryTags(region, kinds.networkInterface, id, now);
  return {};
}

function interfaceOf(region: Region, id: string, now: Date): Interface {
  for (const one of interfacesOf(region, now)) if (one.id === id) return one;
  throw missing(kinds.networkInterface, id);
}

function expectGroup({ ec2 }: Region, id: string, subnet: Subnet): void {
  const { vpcId } = find(ec2.securityGroups, kinds.securityGroup, id);
  if (vpcId === subnet.VpcId) return;
  const message = `You have specified two resources that belong to different networks.`;
  throw new AwsError('InvalidParameterCombination', message);
}

/** The address asked for, or one that no other interface of the subnet has. */
function addressFor(
  region: Region,
  id: string,
  subnet: Subnet,
  asked: string | undefined,
  now: Date,
): string {
  const taken = new Set<string>();
  for (const one of interfacesOf(region, now)) {
    if (one.subnet.SubnetId === subnet.SubnetId) taken.add(one.privateIp);
  }
  if (asked === undefined) return freeAddress(id, subnet, taken);
  const range = parseCidr(subnet.CidrBlock);
  if (!range || !includes(range, asked)) {
    throw invalidValue(`Address ${asked} does not fall within the subnet's address range`);
  }
  if (taken.has(asked)) throw new AwsError('InvalidIPAddress.InUse', `Address ${asked} is in use.`);
  return asked;
}

function freeAddress(id: string, subnet: Subnet, taken: ReadonlySet<string>): string {
  const size = parseCidr(subnet.CidrBlock)?.size ?? 0;
  for (let attempt = 0; attempt < size * 4; attempt += 1) {
    const address = privateIpOf(attempt === 0 ? id : `${id} ${attempt}`, subnet);
    if (!taken.has(address)) return address;
  }
  const message = `Insufficient free IP addresses in subnet ${subnet.SubnetId}`;
  throw new AwsError('InsufficientFreeAddressesInSubnet', message);
}
