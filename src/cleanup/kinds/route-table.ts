import {
  AssociateRouteTableCommand,
  CreateRouteTableCommand,
  DeleteRouteTableCommand,
  DisassociateRouteTableCommand,
  EC2Client,
  type RouteTable,
  type RouteTableAssociation,
} from '@aws-sdk/client-ec2';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Removal, type Search } from '../kind.ts';
import type { Thing, Tie } from '../thing.ts';
import { inVpc } from './network/places.ts';
import { routeTablesIn } from './network/route-tables.ts';
import { nameOr, tagSpecifications, tagsIn } from './network/tags.ts';
import { tiesTo } from './ties-to.ts';

/** Route tables. The main one of a VPC goes with it. */
export const routeTable: Kind = {
  name: 'route table',
  types: ['AWS::EC2::RouteTable'],
  reads: ['ec2:DescribeRouteTables'],
  writes: ['ec2:DisassociateRouteTable', 'ec2:DeleteRouteTable'],
  find,
  remove: (thing) =>
    thing.automatic === undefined
      ? [...associationsOf(thing.definition).map(disassociation), deletion(thing)]
      : [],
  operations: {
    ec2: operationsOf(EC2Client, {
      AssociateRouteTable: AssociateRouteTableCommand,
      CreateRouteTable: CreateRouteTableCommand,
      DeleteRouteTable: DeleteRouteTableCommand,
      DisassociateRouteTable: DisassociateRouteTableCommand,
    }),
  },
};

async function find(search: Search): Promise<Thing[]> {
  const tables = await routeTablesIn(search);
  return tables.map((table) => {
    const { RouteTableId: id = '', VpcId = '' } = table;
    const tags = tagsIn(table.Tags);
    const isMain = table.Associations?.some(({ Main }) => Main) ?? false;
    const isUsed = isMain || associationsOf(table).length > 0;
    return {
      kind: 'route table',
      id,
      name: nameOr(id, tags),
      region: search.region,
      tags,
      ties: [
        ...(isMain ? tiesTo('vpc', [VpcId], { bond: 'serves', how: 'is the main table of' }) : inVpc(VpcId)),
        ...tiesTo(
          'subnet',
          associationsOf(table).map(({ SubnetId }) => SubnetId),
          { bond: 'serves', how: 'routes for' },
        ),
        ...routesTo(table),
      ],
      definition: { ...table },
      ...(isMain && { automatic: `vpc ${VpcId}` }),
      ...(!isUsed && { idle: 'no subnet uses it' }),
    };
  });
}

/** Those that were made; that of the main table with its VPC is none. */
function associationsOf({ Associations = [] }: RouteTable): RouteTableAssociation[] {
  return Associations.filter(
    ({ Main, AssociationState }) => !Main && AssociationState?.State !== 'disassociated',
  );
}

/** AWS deletes a gateway to which there are routes; they would lead nowhere. An endpoint has the tie itself. */
function routesTo({ Routes = [] }: RouteTable): Tie[] {
  const gateways = Routes.flatMap(({ GatewayId, NatGatewayId }) => [GatewayId ?? '', NatGatewayId ?? '']);
  const leads = { bond: 'refers to', how: 'routes to' } as const;
  return [
    ...tiesTo(
      'internet gateway',
      gateways.filter((id) => id.startsWith('igw-')),
      leads,
    ),
    ...tiesTo(
      'nat gateway',
      gateways.filter((id) => id.startsWith('nat-')),
      leads,
    ),
  ];
}

function disassociation(association: RouteTableAssociation): Removal {
  const { RouteTableAssociationId: id = '', RouteTableId, SubnetId, GatewayId } = association;
  return {
    name: `disassociate ${id}`,
    action: 'update',
    reason: 'AWS deletes no route table that is associated with something',
    changes: [{ field: 'association', from: SubnetId ?? GatewayId ?? id }],
    call: call('ec2', 'DisassociateRouteTable', { AssociationId: id }),
    undo: call('ec2', 'AssociateRouteTable', {
      RouteTableId,
      ...(SubnetId ? { SubnetId } : { GatewayId }),
    }),
    goal: ['InvalidAssociationID.NotFound'],
  };
}

function deletion({ id, definition, tags }: Thing): Removal {
  return {
    name: 'delete',
    action: 'delete',
    call: call('ec2', 'DeleteRouteTable', { RouteTableId: id }),
    undo: call('ec2', 'CreateRouteTable', {
      VpcId: definition.VpcId,
      ...tagSpecifications('route-table', tags),
    }),
    goal: ['InvalidRouteTableID.NotFound'],
  };
}
