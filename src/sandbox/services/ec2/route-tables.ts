import type {
  CreateRouteTableCommandInput,
  CreateRouteTableCommandOutput,
  DeleteRouteTableCommandInput,
  DeleteRouteTableCommandOutput,
  DescribeRouteTablesCommandInput,
  DescribeRouteTablesCommandOutput,
} from '@aws-sdk/client-ec2';
import type { Answer, Call } from '../../service.ts';
import { once } from './idempotence.ts';
import { dependencyViolation, find, kinds, newId } from './kinds.ts';
import { type Listing, list } from './listing.ts';
import { buryTags, tagOnCreation, withTags } from './resource-tags.ts';
import { shownRoute } from './route-state.ts';
import type { RouteTable } from './state.ts';

export function CreateRouteTable(
  input: CreateRouteTableCommandInput,
  call: Call,
): Answer<CreateRouteTableCommandOutput> {
  const { region } = call;
  return once(region, 'CreateRouteTable', input.ClientToken, () => {
    const table = addRouteTable(newId(region, kinds.routeTable), input, call);
    return { RouteTable: withTags(region, table.RouteTableId, table) };
  });
}

/**
 * {@link CreateRouteTable} under an id of one's own, for estates whose ids are known beforehand, and for the main table
 * of a VPC, which the subnets use that no other is associated with.
 */
export function addRouteTable(
  id: string,
  input: CreateRouteTableCommandInput,
  { region }: Call,
  { isMain = false } = {},
): RouteTable {
  const { VpcId, CidrBlock } = find(region.ec2.vpcs, kinds.vpc, input.VpcId);
  tagOnCreation(region, kinds.routeTable, id, input.TagSpecifications);
  const main = {
    Main: true,
    RouteTableAssociationId: newId(region, { prefix: 'rtbassoc' }),
    RouteTableId: id,
    AssociationState: { State: 'associated' as const },
  };
  const table: RouteTable = {
    RouteTableId: id,
    VpcId,
    OwnerId: region.accountId,
    PropagatingVgws: [],
    Routes: [
      { DestinationCidrBlock: CidrBlock, GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' },
    ],
    Associations: isMain ? [main] : [],
  };
  region.ec2.routeTables.set(id, table);
  return table;
}

export function DescribeRouteTables(
  { RouteTableIds, ...asked }: DescribeRouteTablesCommandInput,
  { region, now }: Call,
): Answer<DescribeRouteTablesCommandOutput> {
  const tables = [...region.ec2.routeTables.values()].map((table) => ({
    ...table,
    Routes: table.Routes.map((route) => shownRoute(region, table, route, now)),
  }));
  const { items, nextToken } = list(region, tables, listing, { ids: RouteTableIds, ...asked });
  return {
    RouteTables: items.map((table) => withTags(region, table.RouteTableId, table)),
    NextToken: nextToken,
  };
}

/** Deletes a table that no subnet is associated with; never a main one. Throws DependencyViolation. */
export function DeleteRouteTable(
  { RouteTableId }: DeleteRouteTableCommandInput,
  { region, now }: Call,
): Answer<DeleteRouteTableCommandOutput> {
  const { RouteTableId: id, Associations } = find(region.ec2.routeTables, kinds.routeTable, RouteTableId);
  if (Associations.length > 0) {
    throw dependencyViolation(`The routeTable '${id}' has dependencies and cannot be deleted.`);
  }
  region.ec2.routeTables.delete(id);
  buryTags(region, kinds.routeTable, id, now);
  return {};
}

const listing: Listing<RouteTable> = {
  kind: kinds.routeTable,
  idOf: ({ RouteTableId }) => RouteTableId,
  filters: {
    'route-table-id': ({ RouteTableId }) => RouteTableId,
    'vpc-id': ({ VpcId }) => VpcId,
    'owner-id': ({ OwnerId }) => OwnerId,
    'association.subnet-id': ({ Associations }) => Associations.map(({ SubnetId }) => SubnetId),
    'association.route-table-id': ({ Associations }) => Associations.map(({ RouteTableId }) => RouteTableId),
    'association.route-table-association-id': ({ Associations }) =>
      Associations.map(({ RouteTableAssociationId }) => RouteTableAssociationId),
    'association.main': ({ Associations }) => Associations.map(({ Main }) => Main),
    'route.destination-cidr-block': ({ Routes }) => Routes.map((route) => route.DestinationCidrBlock),
    'route.destination-prefix-list-id': ({ Routes }) => Routes.map((route) => route.DestinationPrefixListId),
    'route.gateway-id': ({ Routes }) => Routes.map(({ GatewayId }) => GatewayId),
    'route.nat-gateway-id': ({ Routes }) => Routes.map(({ NatGatewayId }) => NatGatewayId),
    'route.origin': ({ Routes }) => Routes.map(({ Origin }) => Origin),
    'route.state': ({ Routes }) => Routes.map(({ State }) => State),
  },
};
