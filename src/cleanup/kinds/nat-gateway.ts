import {
  CreateNatGatewayCommand,
  DeleteNatGatewayCommand,
  DescribeNatGatewaysCommand,
  EC2Client,
  type NatGateway,
  paginateDescribeNatGateways,
} from '@aws-sdk/client-ec2';
import { collect } from '../../aws/pages.ts';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Removal, type Search } from '../kind.ts';
import type { Thing, Tie } from '../thing.ts';
import { inSubnets, inVpc, throughGatewayOf } from './network/places.ts';
import { routeTablesIn } from './network/route-tables.ts';
import { nameOr, tagSpecifications, tagsIn } from './network/tags.ts';
import { tiesTo } from './ties-to.ts';
import { untilNone } from './until-none.ts';

/** NAT gateways. One that is deleted stays to be seen for an hour; such are not found. */
export const natGateway: Kind = {
  name: 'nat gateway',
  types: ['AWS::EC2::NatGateway'],
  reads: ['ec2:DescribeNatGateways', 'ec2:DescribeRouteTables'],
  writes: ['ec2:DeleteNatGateway'],
  find,
  remove: (thing) => (thing.leaving === undefined ? [deletion(thing), gone(thing)] : [gone(thing)]),
  operations: {
    ec2: operationsOf(EC2Client, {
      CreateNatGateway: CreateNatGatewayCommand,
      DeleteNatGateway: DeleteNatGatewayCommand,
      DescribeNatGateways: DescribeNatGatewaysCommand,
    }),
  },
  waits: { 'nat gateway deleted': untilNone('NatGateways', 'the gateway') },
};

async function find(search: Search): Promise<Thing[]> {
  const client = search.aws.client(EC2Client);
  const Filter = [{ Name: 'state', Values: ['pending', 'available', 'failed', 'deleting'] }];
  const [gateways, tables] = await Promise.all([
    collect(
      paginateDescribeNatGateways({ client, pageSize: 1000 }, { Filter }),
      ({ NatGateways }) => NatGateways,
    ),
    routeTablesIn(search),
  ]);
  const routed = new Set(
    tables.flatMap(({ Routes = [] }) => Routes.flatMap(({ NatGatewayId }) => NatGatewayId ?? [])),
  );
  return gateways.map((gateway) => {
    const { NatGatewayId: id = '', CreateTime: createdAt, State } = gateway;
    const tags = tagsIn(gateway.Tags);
    return {
      kind: 'nat gateway',
      id,
      name: nameOr(id, tags),
      region: search.region,
      tags,
      ties: tiesOf(gateway),
      ...(createdAt && { createdAt }),
      definition: { ...gateway },
      ...(!routed.has(id) && { idle: 'no route table points to it' }),
      ...(State === 'deleting' && { leaving: 'being deleted' }),
      charges: [{ price: 'nat gateway', quantity: 1 }],
    };
  });
}

function tiesOf({ NatGatewayAddresses = [], SubnetId, VpcId, ConnectivityType }: NatGateway): Tie[] {
  return [
    ...tiesTo(
      'elastic ip',
      NatGatewayAddresses.map(({ AllocationId }) => AllocationId),
      { bond: 'needs', how: 'answers on', blocks: true },
    ),
    ...inSubnets([SubnetId]),
    ...inVpc(VpcId),
    ...(ConnectivityType === 'private' ? [] : throughGatewayOf(VpcId)),
  ];
}

function deletion({ id, definition, tags }: Thing): Removal {
  const { SubnetId, ConnectivityType, NatGatewayAddresses = [] }: NatGateway = definition;
  const AllocationId = NatGatewayAddresses[0]?.AllocationId;
  return {
    name: 'delete',
    action: 'delete',
    call: call('ec2', 'DeleteNatGateway', { NatGatewayId: id }),
    undo: call('ec2', 'CreateNatGateway', {
      SubnetId,
      ...(ConnectivityType && { ConnectivityType }),
      ...(AllocationId && { AllocationId }),
      ...tagSpecifications('natgateway', tags),
    }),
    goal: ['NatGatewayNotFound'],
  };
}

/** Its interface holds its address and its subnet until then. */
function gone({ id }: Thing): Removal {
  return {
    name: 'gone',
    action: 'wait',
    reason:
      'a nat gateway takes a minute or more to be deleted, and holds its address and its subnet as long',
    call: call('ec2', 'DescribeNatGateways', { Filter: [{ Name: 'nat-gateway-id', Values: [id] }] }),
    goal: ['NatGatewayNotFound'],
    until: 'nat gateway deleted',
  };
}
