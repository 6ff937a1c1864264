import type { NetworkInterfaceAttachment, NetworkInterfaceType } from '@aws-sdk/client-ec2';
import { seedOf } from '../../world/noise.ts';
import { hostAddress, parseCidr } from './cidr.ts';
import { hexOf, publicIpOf } from './stable-ids.ts';
import type { Subnet } from './state.ts';

/** EC2 writes `nat_gateway`, where the SDK's type says `natGateway`. */
type InterfaceType = NetworkInterfaceType | 'nat_gateway';

/** A network interface, whether somebody made it or it belongs to a resource that works through it. */
export interface Interface {
  readonly id: string;
  readonly subnet: Subnet;
  readonly type: InterfaceType;
  readonly description: string;
  /** Ids of security groups. */
  readonly groups: readonly string[];
  readonly privateIp: string;
  /** The service that made it and alone may delete it; undefined for one that an account made for itself. */
  readonly requester: string | undefined;
  /** Undefined for one that is available. */
  readonly attachment: NetworkInterfaceAttachment | undefined;
  readonly association: PublicAddress | undefined;
}

/** The public address that an interface answers on. */
export interface PublicAddress {
  readonly ip: string;
  /** The account's id, or `amazon` and the like where AWS lends it. */
  readonly ownerId: string;
  /** Of an elastic IP. */
  readonly allocationId?: string | undefined;
  readonly associationId?: string | undefined;
}

/** An interface that AWS made for a resource of another kind. */
export interface Managed {
  /** What makes it this one: its id, addresses and attachment follow from it. */
  readonly owner: string;
  readonly subnet: Subnet;
  readonly type?: InterfaceType;
  readonly description: string;
  readonly groups: readonly string[];
  readonly requester: string;
  /** The account that holds it, as its attachment names it. */
  readonly heldBy: string;
  readonly attachmentPrefix: 'ela-attach' | 'eni-attach';
  readonly association?: Partial<PublicAddress> & Pick<PublicAddress, 'ownerId'>;
}

/**
 * The interface itself. What follows from its owner's name is worked out when it is asked for: most who go through
 * hundreds of interfaces look only at their subnets or groups.
 */
export class ManagedInterface implements Interface {
  readonly subnet: Subnet;
  readonly description: string;
  readonly groups: readonly string[];
  readonly requester: string;
  readonly #managed: Managed;

  constructor(managed: Managed) {
    this.subnet = managed.subnet;
    this.description = managed.description;
    this.groups = managed.groups;
    this.requester = managed.requester;
    this.#managed = managed;
  }

  get id(): string {
    return interfaceId(this.#managed.owner);
  }

  get type(): InterfaceType {
    return this.#managed.type ?? 'interface';
  }

  get privateIp(): string {
    return privateIpOf(this.#managed.owner, this.subnet);
  }

  get attachment(): NetworkInterfaceAttachment {
    const { owner, attachmentPrefix, heldBy } = this.#managed;
    return {
      AttachmentId: `${attachmentPrefix}-${hexOf(`attachment ${owner}`, 17)}`,
      DeleteOnTermination: false,
      DeviceIndex: 1,
      InstanceOwnerId: heldBy,
      Status: 'attached',
    };
  }

  get association(): PublicAddress | undefined {
    const { owner, association } = this.#managed;
    return association && { ip: publicIpOf(owner), ...association };
  }
}

/** The id of the interface that belongs to so named an owner. */
export function interfaceId(owner: string): string {
  return `eni-${hexOf(owner, 17)}`;
}

/** The address that an owner has in a subnet. */
export function privateIpOf(owner: string, { CidrBlock }: Subnet): string {
  const range = parseCidr(CidrBlock);
  return range ? hostAddress(range, seedOf(owner)) : '';
}
