import { describe, expect, it } from 'vitest';
import {
  AttachInternetGateway,
  CreateInternetGateway,
  DetachInternetGateway,
} from '../../../../../src/sandbox/services/ec2/internet-gateways.ts';
import {
  AssociateRouteTable,
  DisassociateRouteTable,
} from '../../../../../src/sandbox/services/ec2/route-table-associations.ts';
import {
  CreateRouteTable,
  DeleteRouteTable,
  DescribeRouteTables,
} from '../../../../../src/sandbox/services/ec2/route-tables.ts';
import { CreateRoute, DeleteRoute } from '../../../../../src/sandbox/services/ec2/routes.ts';
import { DeleteSubnet } from '../../../../../src/sandbox/services/ec2/subnets.ts';
import { refusal } from '../../world/practice-world.ts';
import { practiceNetwork } from './practice-network.ts';

function withTable() {
  const network = practiceNetwork();
  const { practice, vpc } = network;
  const table = CreateRouteTable({ VpcId: vpc }, practice.call).RouteTable?.RouteTableId ?? '';
  const gateway = CreateInternetGateway({}, practice.call).InternetGateway?.InternetGatewayId ?? '';
  const read = () => DescribeRouteTables({ RouteTableIds: [table] }, practice.call).RouteTables?.[0];
  return { ...network, table, gateway, read };
}

const toAnywhere = '0.0.0.0/0';

describe('a route', () => {
  it('leads to a gateway of its own VPC, once', () => {
    const { practice, vpc, table, gateway, read } = withTable();
    const route = () =>
      CreateRoute(
        { RouteTableId: table, DestinationCidrBlock: toAnywhere, GatewayId: gateway },
        practice.call,
      );
    expect(refusal(route)).toMatch(/^InvalidParameterValue: .* belong to different networks$/);
    AttachInternetGateway({ InternetGatewayId: gateway, VpcId: vpc }, practice.call);
    expect(refusal(route)).toBe('');
    expect(refusal(route)).toBe('RouteAlreadyExists: The route identified by 0.0.0.0/0 already exists.');
    expect(read()?.Routes?.at(-1)).toMatchObject({ GatewayId: gateway, State: 'active' });
  });

  it('becomes a black hole when what it leads to goes', () => {
    const { practice, vpc, table, gateway, read } = withTable();
    AttachInternetGateway({ InternetGatewayId: gateway, VpcId: vpc }, practice.call);
    CreateRoute({ RouteTableId: table, DestinationCidrBlock: toAnywhere, GatewayId: gateway }, practice.call);
    DetachInternetGateway({ InternetGatewayId: gateway, VpcId: vpc }, practice.call);
    expect(read()?.Routes?.map(({ State }) => State)).toEqual(['active', 'blackhole']);
  });

  it('can be deleted, but for the local one', () => {
    const { practice, vpc, table, gateway, read } = withTable();
    AttachInternetGateway({ InternetGatewayId: gateway, VpcId: vpc }, practice.call);
    CreateRoute({ RouteTableId: table, DestinationCidrBlock: toAnywhere, GatewayId: gateway }, practice.call);
    const remove = (DestinationCidrBlock: string) =>
      refusal(() => DeleteRoute({ RouteTableId: table, DestinationCidrBlock }, practice.call));
    expect(remove(toAnywhere)).toBe('');
    expect(remove(toAnywhere)).toMatch(/^InvalidRoute.NotFound: /);
    expect(remove('10.0.0.0/16')).toMatch(/^InvalidParameterValue: cannot remove local route/);
    expect(read()?.Routes).toHaveLength(1);
  });
});

describe('a route table', () => {
  it('cannot be deleted while a subnet is associated with it', () => {
    const { practice, table, subnets } = withTable();
    const { call } = practice;
    const { AssociationId } = AssociateRouteTable({ RouteTableId: table, SubnetId: subnets[0] }, call);
    expect(refusal(() => DeleteRouteTable({ RouteTableId: table }, call))).toBe(
      `DependencyViolation: The routeTable '${table}' has dependencies and cannot be deleted.`,
    );
    DisassociateRouteTable({ AssociationId }, call);
    DeleteRouteTable({ RouteTableId: table }, call);
    expect(refusal(() => DisassociateRouteTable({ AssociationId }, call))).toMatch(
      /^InvalidAssociationID.NotFound: /,
    );
  });

  it('is forgotten by a subnet that is deleted', () => {
    const { practice, table, subnets, read } = withTable();
    AssociateRouteTable({ RouteTableId: table, SubnetId: subnets[0] }, practice.call);
    DeleteSubnet({ SubnetId: subnets[0] }, practice.call);
    expect(read()?.Associations).toEqual([]);
  });

  it('is the only one of a subnet', () => {
    const { practice, vpc, table, subnets } = withTable();
    const { call } = practice;
    const first = AssociateRouteTable({ RouteTableId: table, SubnetId: subnets[0] }, call);
    expect(AssociateRouteTable({ RouteTableId: table, SubnetId: subnets[0] }, call)).toEqual(first);
    const other = CreateRouteTable({ VpcId: vpc }, call).RouteTable?.RouteTableId;
    expect(refusal(() => AssociateRouteTable({ RouteTableId: other, SubnetId: subnets[0] }, call))).toMatch(
      /^Resource.AlreadyAssociated: /,
    );
  });

  it('stays with its VPC when it is the main one', () => {
    const { practice } = withTable();
    const { call } = practice;
    const main = [{ Name: 'association.main', Values: ['true'] }];
    const [table] = DescribeRouteTables({ Filters: main }, call).RouteTables ?? [];
    const { RouteTableId, Associations } = table ?? {};
    expect(refusal(() => DeleteRouteTable({ RouteTableId }, call))).toMatch(/^DependencyViolation: /);
    const AssociationId = Associations?.[0]?.RouteTableAssociationId;
    expect(refusal(() => DisassociateRouteTable({ AssociationId }, call))).toMatch(
      /^InvalidParameterValue: /,
    );
  });
});
