import type {
  AssociateAddressCommandInput,
  AssociateAddressCommandOutput,
  DisassociateAddressCommandInput,
  DisassociateAddressCommandOutput,
  Address as SdkAddress,
} from '@aws-sdk/client-ec2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { find, kinds, newId } from './kinds.ts';
import { natInterface } from './nat-interfaces.ts';
import type { Address } from './state.ts';

type Association = Pick<
  SdkAddress,
  'AssociationId' | 'NetworkInterfaceId' | 'NetworkInterfaceOwnerId' | 'PrivateIpAddress'
>;

/** What answers on the address, an interface or the NAT gateway behind one; undefined where nothing does. */
export function associatedBy(region: Region, address: Address, now: Date): Association | undefined {
  const { AssociationId, NetworkInterfaceId, NetworkInterfaceOwnerId, PrivateIpAddress } = address;
  if (AssociationId) return { AssociationId, NetworkInterfaceId, NetworkInterfaceOwnerId, PrivateIpAddress };
  for (const gateway of region.ec2.natGateways.values()) {
    const holder = gateway.allocationId === address.AllocationId && natInterface(region, gateway, now);
    if (!holder) continue;
    return {
      AssociationId: holder.association?.associationId,
      NetworkInterfaceId: holder.id,
      NetworkInterfaceOwnerId: region.accountId,
      PrivateIpAddress: holder.privateIp,
    };
  }
  return undefined;
}

/**
 * Lets an interface answer on the address, in place of another unless AllowReassociation is false. Throws
 * Resource.AlreadyAssociated.
 */
export function AssociateAddress(
  input: AssociateAddressCommandInput,
  { region, now }: Call,
): Answer<AssociateAddressCommandOutput> {
  const address = find(region.ec2.addresses, kinds.address, input.AllocationId);
  const own = find(region.ec2.networkInterfaces, kinds.networkInterface, input.NetworkInterfaceId);
  const known = associatedBy(region, address, now);
  if (known && (input.AllowReassociation === false || isNatAddress(address))) {
    const message = `resource ${address.AllocationId} is already associated with associate-id ${known.AssociationId}`;
    throw new AwsError('Resource.AlreadyAssociated', message);
  }
  const AssociationId = newId(region, { prefix: 'eipassoc' });
  Object.assign(address, {
    AssociationId,
    NetworkInterfaceId: own.id,
    NetworkInterfaceOwnerId: region.accountId,
    PrivateIpAddress: own.privateIp,
  });
  return { AssociationId };
}

/** Throws InvalidAssociationID.NotFound, and OperationNotPermitted for the address of a NAT gateway. */
export function DisassociateAddress(
  { AssociationId: id, PublicIp }: DisassociateAddressCommandInput,
  { region, now }: Call,
): Answer<DisassociateAddressCommandOutput> {
  const address = [...region.ec2.addresses.values()].find((known) =>
    id === undefined ? known.PublicIp === PublicIp : associatedBy(region, known, now)?.AssociationId === id,
  );
  if (!address || !associatedBy(region, address, now)) {
    throw new AwsError('InvalidAssociationID.NotFound', `The association ID '${id}' does not exist`);
  }
  if (isNatAddress(address)) {
    const message = 'You do not have permission to access the specified resource.';
    throw new AwsError('OperationNotPermitted', message);
  }
  dissolve(address);
  return {};
}

/** Frees the address from the interface that answers on it. */
export function dissolve(address: Address): void {
  for (const member of [
    'AssociationId',
    'NetworkInterfaceId',
    'NetworkInterfaceOwnerId',
    'PrivateIpAddress',
  ] as const) {
    delete address[member];
  }
}

/** Whether it is a NAT gateway that answers on an associated address. */
function isNatAddress({ AssociationId }: Address): boolean {
  return AssociationId === undefined;
}
