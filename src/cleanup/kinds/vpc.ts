import { CreateVpcCommand, DeleteVpcCommand, EC2Client, paginateDescribeVpcs } from '@aws-sdk/client-ec2';
import { collect } from '../../aws/pages.ts';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Search } from '../kind.ts';
import type { Thing } from '../thing.ts';
import { interfacesIn } from './network/interfaces.ts';
import { nameOr, tagSpecifications, tagsIn } from './network/tags.ts';

/** VPCs. Their main route table and their default security group go with them. */
export const vpc: Kind = {
  name: 'vpc',
  types: ['AWS::EC2::VPC'],
  reads: ['ec2:DescribeVpcs', 'ec2:DescribeNetworkInterfaces'],
  writes: ['ec2:DeleteVpc'],
  find,
  remove: ({ id, definition, tags }) => [
    {
      name: 'delete',
      action: 'delete',
      call: call('ec2', 'DeleteVpc', { VpcId: id }),
      undo: call('ec2', 'CreateVpc', {
        CidrBlock: definition.CidrBlock,
        InstanceTenancy: definition.InstanceTenancy,
        ...tagSpecifications('vpc', tags),
      }),
      goal: ['InvalidVpcID.NotFound'],
    },
  ],
  operations: { ec2: operationsOf(EC2Client, { CreateVpc: CreateVpcCommand, DeleteVpc: DeleteVpcCommand }) },
};

async function find(search: Search): Promise<Thing[]> {
  const client = search.aws.client(EC2Client);
  const [vpcs, interfaces] = await Promise.all([
    collect(paginateDescribeVpcs({ client, pageSize: 1000 }, {}), ({ Vpcs }) => Vpcs),
    interfacesIn(search),
  ]);
  const used = new Set(interfaces.map(({ VpcId }) => VpcId));
  return vpcs.map((found) => {
    const { VpcId: id = '', IsDefault } = found;
    const tags = tagsIn(found.Tags);
    return {
      kind: 'vpc',
      id,
      name: nameOr(id, tags),
      region: search.region,
      tags,
      ties: [],
      definition: { ...found },
      ...(!used.has(id) && !IsDefault && { idle: 'no network interface is in it' }),
    };
  });
}
