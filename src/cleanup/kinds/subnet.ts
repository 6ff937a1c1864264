import {
  CreateSubnetCommand,
  DeleteSubnetCommand,
  EC2Client,
  paginateDescribeSubnets,
  type Subnet,
} from '@aws-sdk/client-ec2';
import { collect } from '../../aws/pages.ts';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Search } from '../kind.ts';
import type { Thing } from '../thing.ts';
import { interfacesIn } from './network/interfaces.ts';
import { inVpc } from './network/places.ts';
import { nameOr, tagSpecifications, tagsIn } from './network/tags.ts';

/** Subnets. AWS deletes none in which there is a network interface. */
export const subnet: Kind = {
  name: 'subnet',
  types: ['AWS::EC2::Subnet'],
  reads: ['ec2:DescribeSubnets', 'ec2:DescribeNetworkInterfaces'],
  writes: ['ec2:DeleteSubnet'],
  find,
  remove: (thing) => [
    {
      name: 'delete',
      action: 'delete',
      call: call('ec2', 'DeleteSubnet', { SubnetId: thing.id }),
      undo: call('ec2', 'CreateSubnet', whatMadeIt(thing)),
      goal: ['InvalidSubnetID.NotFound'],
      // The interfaces of what was deleted just before may be there for some minutes.
      settles: { errors: ['DependencyViolation'], seconds: 300 },
    },
  ],
  operations: {
    ec2: operationsOf(EC2Client, { CreateSubnet: CreateSubnetCommand, DeleteSubnet: DeleteSubnetCommand }),
  },
};

async function find(search: Search): Promise<Thing[]> {
  const client = search.aws.client(EC2Client);
  const [subnets, interfaces] = await Promise.all([
    collect(paginateDescribeSubnets({ client, pageSize: 1000 }, {}), ({ Subnets }) => Subnets),
    interfacesIn(search),
  ]);
  const used = new Set(interfaces.map(({ SubnetId }) => SubnetId));
  return subnets.map((found) => {
    const { SubnetId: id = '', SubnetArn: arn, VpcId, DefaultForAz } = found;
    const tags = tagsIn(found.Tags);
    return {
      kind: 'subnet',
      id,
      name: nameOr(id, tags),
      ...(arn && { arn }),
      region: search.region,
      tags,
      ties: inVpc(VpcId),
      definition: { ...found },
      ...(!used.has(id) && !DefaultForAz && { idle: 'no network interface is in it' }),
    };
  });
}

function whatMadeIt({ definition, tags }: Thing) {
  const { VpcId, CidrBlock, AvailabilityZone }: Subnet = definition;
  return { VpcId, CidrBlock, AvailabilityZone, ...tagSpecifications('subnet', tags) };
}
