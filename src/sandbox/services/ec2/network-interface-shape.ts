import type { GroupIdentifier, NetworkInterface } from '@aws-sdk/client-ec2';
import type { Region } from '../../world/region.ts';
import type { Interface } from './interface.ts';
import { kinds } from './kinds.ts';
import type { Listing } from './listing.ts';
import { tagsOf } from './resource-tags.ts';
import { hexOf, privateDnsName, publicDnsName } from './stable-ids.ts';

/** The interface as DescribeNetworkInterfaces shows it. */
export function describeInterface(region: Region, one: Interface): NetworkInterface {
  const { id, subnet, attachment, privateIp } = one;
  const PrivateDnsName = privateDnsName(region.name, privateIp);
  const Association = associationOf(region, one);
  return {
    NetworkInterfaceId: id,
    InterfaceType: one.type as NetworkInterface['InterfaceType'],
    Status: statusOf(one),
    Description: one.description,
    SubnetId: subnet.SubnetId,
    VpcId: subnet.VpcId,
    AvailabilityZone: subnet.AvailabilityZone,
    AvailabilityZoneId: subnet.AvailabilityZoneId,
    OwnerId: region.accountId,
    RequesterId: one.requester ?? region.accountId,
    RequesterManaged: one.requester !== undefined,
    Groups: groupsOf(region, one.groups),
    MacAddress: macOf(id),
    PrivateIpAddress: privateIp,
    PrivateDnsName,
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: privateIp, PrivateDnsName, Association }],
    Ipv6Addresses: [],
    SourceDestCheck: one.type === 'interface',
    Association,
    Attachment: attachment,
    TagSet: tagsOf(region, id),
  };
}

function associationOf(region: Region, { association }: Interface): NetworkInterface['Association'] {
  if (!association) return undefined;
  const { ip, ownerId, allocationId, associationId } = association;
  return {
    PublicIp: ip,
    PublicDnsName: publicDnsName(region.name, ip),
    IpOwnerId: ownerId,
    AllocationId: allocationId,
    AssociationId: associationId,
  };
}

function groupsOf({ ec2 }: Region, ids: readonly string[]): GroupIdentifier[] {
  return ids.map((GroupId) => ({ GroupId, GroupName: ec2.securityGroups.get(GroupId)?.name }));
}

function statusOf({ attachment }: Interface): 'in-use' | 'available' {
  return attachment ? 'in-use' : 'available';
}

/** A locally administered address of the interface's own. */
function macOf(id: string): string {
  return ['02', ...(hexOf(`mac ${id}`, 10).match(/../g) ?? [])].join(':');
}

export const listing: Listing<Interface> = {
  kind: kinds.networkInterface,
  idOf: ({ id }) => id,
  filters: {
    'network-interface-id': ({ id }) => id,
    'subnet-id': ({ subnet }) => subnet.SubnetId,
    'vpc-id': ({ subnet }) => subnet.VpcId,
    'availability-zone': ({ subnet }) => subnet.AvailabilityZone,
    'group-id': ({ groups }) => groups,
    description: ({ description }) => description,
    status: statusOf,
    'interface-type': ({ type }) => type,
    'requester-id': ({ requester }) => requester,
    'requester-managed': ({ requester }) => requester !== undefined,
    'private-ip-address': ({ privateIp }) => privateIp,
    'addresses.private-ip-address': ({ privateIp }) => privateIp,
    'mac-address': ({ id }) => macOf(id),
    'attachment.attachment-id': ({ attachment }) => attachment?.AttachmentId,
    'attachment.device-index': ({ attachment }) => attachment?.DeviceIndex,
    'attachment.instance-id': ({ attachment }) => attachment?.InstanceId,
    'attachment.instance-owner-id': ({ attachment }) => attachment?.InstanceOwnerId,
    'attachment.status': ({ attachment }) => attachment?.Status,
    'attachment.delete-on-termination': ({ attachment }) => attachment?.DeleteOnTermination,
    'association.public-ip': ({ association }) => association?.ip,
    'association.ip-owner-id': ({ association }) => association?.ownerId,
    'association.allocation-id': ({ association }) => association?.allocationId,
    'association.association-id': ({ association }) => association?.associationId,
  },
};
