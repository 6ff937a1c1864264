import {
  type Address,
  AssociateAddressCommand,
  DescribeAddressesCommand,
  DisassociateAddressCommand,
  EC2Client,
  ReleaseAddressCommand,
} from '@aws-sdk/client-ec2';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Search } from '../kind.ts';
import type { Thing } from '../thing.ts';
import { interfacesIn } from './network/interfaces.ts';
import { nameOr, tagsIn } from './network/tags.ts';
import { tiesTo } from './ties-to.ts';

/** Elastic IP addresses. Once released, AWS gives the address to others. */
export const elasticIp: Kind = {
  name: 'elastic ip',
  types: ['AWS::EC2::EIP'],
  reads: ['ec2:DescribeAddresses', 'ec2:DescribeNetworkInterfaces'],
  writes: ['ec2:DisassociateAddress', 'ec2:ReleaseAddress'],
  find,
  prepare: (thing) => (isOurs(thing) ? [disassociation(thing.definition)] : []),
  remove: ({ id }) => [
    {
      name: 'release',
      action: 'delete',
      call: call('ec2', 'ReleaseAddress', { AllocationId: id }),
      goal: ['InvalidAllocationID.NotFound'],
      // A NAT gateway lets go of its address some seconds after it is deleted.
      settles: { errors: ['InvalidIPAddress.InUse'], seconds: 120 },
    },
  ],
  operations: {
    ec2: operationsOf(EC2Client, {
      AssociateAddress: AssociateAddressCommand,
      DisassociateAddress: DisassociateAddressCommand,
      ReleaseAddress: ReleaseAddressCommand,
    }),
  },
};

async function find(search: Search): Promise<Thing[]> {
  const [{ Addresses = [] }, interfaces] = await Promise.all([
    search.aws.client(EC2Client).send(new DescribeAddressesCommand({})),
    interfacesIn(search),
  ]);
  const managed = new Set<string | undefined>(
    interfaces.flatMap(({ NetworkInterfaceId, RequesterManaged }) =>
      RequesterManaged ? NetworkInterfaceId : [],
    ),
  );
  return Addresses.filter(({ AllocationId }) => AllocationId).map((address) => {
    const { AllocationId: id = '', PublicIp = id, NetworkInterfaceId: held } = address;
    const tags = tagsIn(address.Tags);
    return {
      kind: 'elastic ip',
      id,
      name: nameOr(PublicIp, tags),
      region: search.region,
      tags,
      // What AWS holds for a NAT gateway or a load balancer has its tie there: that one goes first.
      ties: managed.has(held)
        ? []
        : tiesTo('network interface', [held], { bond: 'serves', how: 'is the address of' }),
      aliases: [PublicIp],
      definition: { ...address },
      ...(address.AssociationId === undefined && { idle: 'nothing has this address' }),
      charges: [{ price: 'elastic ip', quantity: 1 }],
    };
  });
}

/** Whether the address is on an interface from which the account itself may take it. */
function isOurs({ ties, definition }: Thing): boolean {
  return ties.length > 0 && definition.AssociationId !== undefined;
}

function disassociation({ AssociationId, AllocationId, NetworkInterfaceId, PrivateIpAddress }: Address) {
  return {
    name: 'disassociate',
    action: 'update' as const,
    reason: 'AWS releases no address that is in use',
    changes: [{ field: 'association', from: NetworkInterfaceId ?? '' }],
    call: call('ec2', 'DisassociateAddress', { AssociationId }),
    undo: call('ec2', 'AssociateAddress', { AllocationId, NetworkInterfaceId, PrivateIpAddress }),
    goal: ['InvalidAssociationID.NotFound'],
  };
}
