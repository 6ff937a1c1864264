import type { Region } from '../../world/region.ts';
import type { Interface, PublicAddress } from './interface.ts';
import type { OwnInterface, Subnet } from './state.ts';

/** The interfaces that were made by hand; nothing is attached to them. */
export function* ownInterfaces(region: Region): Generator<Interface> {
  const associations = new Map(associationsOf(region));
  for (const own of region.ec2.networkInterfaces.values()) {
    const subnet = region.ec2.subnets.get(own.subnetId);
    if (subnet) yield unattached(own, subnet, associations.get(own.id));
  }
}

/** An interface that was made by hand, as one among all. */
export function unattached(
  { id, description, groups, privateIp }: OwnInterface,
  subnet: Subnet,
  association?: PublicAddress,
): Interface {
  return {
    ...{ id, subnet, description, groups, privateIp, association },
    ...{ type: 'interface', requester: undefined, attachment: undefined },
  };
}

function* associationsOf({ ec2, accountId }: Region): Generator<[string, PublicAddress]> {
  for (const address of ec2.addresses.values()) {
    const { NetworkInterfaceId: id, PublicIp, AllocationId, AssociationId } = address;
    if (!id) continue;
    yield [
      id,
      { ip: PublicIp, ownerId: accountId, allocationId: AllocationId, associationId: AssociationId },
    ];
  }
}
