import type { Region } from '../../world/region.ts';
import { type Interface, ManagedInterface } from './interface.ts';
import { natState } from './nat-state.ts';
import { hexOf } from './stable-ids.ts';
import type { NatGateway } from './state.ts';

const NAT_ACCOUNT = '440848041234';

/** The interface of each NAT gateway that is not deleted yet. */
export function* natInterfaces(region: Region, now: Date): Generator<Interface> {
  for (const gateway of region.ec2.natGateways.values()) {
    const found = natInterface(region, gateway, now);
    if (found) yield found;
  }
}

/** The interface of a NAT gateway; undefined once it is deleted. */
export function natInterface(region: Region, gateway: NatGateway, now: Date): Interface | undefined {
  const { id, subnetId, allocationId } = gateway;
  const subnet = region.ec2.subnets.get(subnetId);
  if (!subnet || natState(region, gateway, now) === 'deleted') return undefined;
  const address = region.ec2.addresses.get(allocationId ?? '');
  return new ManagedInterface({
    owner: id,
    subnet,
    type: 'nat_gateway',
    description: `Interface for NAT Gateway ${id}`,
    groups: [],
    requester: NAT_ACCOUNT,
    heldBy: 'amazon-aws',
    attachmentPrefix: 'ela-attach',
    ...(address && {
      association: {
        ownerId: region.accountId,
        ip: address.PublicIp,
        allocationId,
        associationId: `eipassoc-${hexOf(`association ${id}`, 17)}`,
      },
    }),
  });
}
