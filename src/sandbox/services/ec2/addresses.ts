import type {
  AllocateAddressCommandInput,
  AllocateAddressCommandOutput,
  DescribeAddressesCommandInput,
  DescribeAddressesCommandOutput,
  ReleaseAddressCommandInput,
  ReleaseAddressCommandOutput,
} from '@aws-sdk/client-ec2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { associatedBy } from './address-associations.ts';
import { find, kinds, newId } from './kinds.ts';
import { type Listing, list } from './listing.ts';
import { buryTags, tagOnCreation, withTags } from './resource-tags.ts';
import { publicIpOf } from './stable-ids.ts';
import type { Address } from './state.ts';

export function AllocateAddress(
  input: AllocateAddressCommandInput,
  { region }: Call,
): Answer<AllocateAddressCommandOutput> {
  const id = newId(region, kinds.address);
  tagOnCreation(region, kinds.address, id, input.TagSpecifications);
  const address: Address = {
    AllocationId: id,
    PublicIp: freeAddress(region, id),
    Domain: 'vpc',
    PublicIpv4Pool: 'amazon',
    NetworkBorderGroup: region.name,
  };
  region.ec2.addresses.set(id, address);
  return address;
}

export function DescribeAddresses(
  { AllocationIds, PublicIps = [], Filters }: DescribeAddressesCommandInput,
  { region, now }: Call,
): Answer<DescribeAddressesCommandOutput> {
  const all = [...region.ec2.addresses.values()].map((address) => ({
    ...address,
    ...associatedBy(region, address, now),
  }));
  const lost = PublicIps.find((ip) => !all.some(({ PublicIp }) => PublicIp === ip));
  if (lost !== undefined) throw new AwsError('InvalidAddress.NotFound', `Address '${lost}' not found.`);
  const named = PublicIps.length > 0 ? all.filter(({ PublicIp }) => PublicIps.includes(PublicIp)) : all;
  const { items } = list(region, named, listing, { ids: AllocationIds, Filters });
  return { Addresses: items.map((address) => withTags(region, address.AllocationId, address)) };
}

/** Gives an address back to AWS. Throws InvalidIPAddress.InUse for one that something answers on. */
export function ReleaseAddress(
  input: ReleaseAddressCommandInput,
  { region, now }: Call,
): Answer<ReleaseAddressCommandOutput> {
  const { AllocationId, PublicIp } = input;
  const byIp = [...region.ec2.addresses.values()].find((known) => known.PublicIp === PublicIp);
  const address = find(region.ec2.addresses, kinds.address, AllocationId ?? byIp?.AllocationId);
  if (associatedBy(region, address, now)) {
    throw new AwsError('InvalidIPAddress.InUse', `Address ${address.PublicIp} is in use.`);
  }
  region.ec2.addresses.delete(address.AllocationId);
  buryTags(region, kinds.address, address.AllocationId, now);
  return {};
}

function freeAddress({ ec2 }: Region, id: string): string {
  const taken = new Set([...ec2.addresses.values()].map(({ PublicIp }) => PublicIp));
  let owner = id;
  while (taken.has(publicIpOf(owner))) owner += '+';
  return publicIpOf(owner);
}

const listing: Listing<Address> = {
  kind: kinds.address,
  idOf: ({ AllocationId }) => AllocationId,
  filters: {
    'allocation-id': ({ AllocationId }) => AllocationId,
    'association-id': ({ AssociationId }) => AssociationId,
    domain: ({ Domain }) => Domain,
    'instance-id': ({ InstanceId }) => InstanceId,
    'network-border-group': ({ NetworkBorderGroup }) => NetworkBorderGroup,
    'network-interface-id': ({ NetworkInterfaceId }) => NetworkInterfaceId,
    'network-interface-owner-id': ({ NetworkInterfaceOwnerId }) => NetworkInterfaceOwnerId,
    'private-ip-address': ({ PrivateIpAddress }) => PrivateIpAddress,
    'public-ip': ({ PublicIp }) => PublicIp,
  },
};
