import type {
  CreateRouteCommandInput,
  CreateRouteCommandOutput,
  DeleteRouteCommandInput,
  DeleteRouteCommandOutput,
  Route,
} from '@aws-sdk/client-ec2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { parseCidr } from './cidr.ts';
import { find, invalidValue, kinds } from './kinds.ts';
import { natState } from './nat-state.ts';
import type { RouteTable } from './state.ts';

const TARGETS = [
  'GatewayId',
  'NatGatewayId',
  'NetworkInterfaceId',
  'VpcPeeringConnectionId',
  'TransitGatewayId',
  'EgressOnlyInternetGatewayId',
] as const;

type Destination = Pick<
  Route,
  'DestinationCidrBlock' | 'DestinationIpv6CidrBlock' | 'DestinationPrefixListId'
>;

/** Adds a route to a table. Throws RouteAlreadyExists, and the error of a target that is not there. */
export function CreateRoute(
  input: CreateRouteCommandInput,
  { region, now }: Call,
): Answer<CreateRouteCommandOutput> {
  const table = find(region.ec2.routeTables, kinds.routeTable, input.RouteTableId);
  const destination = destinationOf(input);
  const target = TARGETS.find((name) => input[name] !== undefined);
  if (!target) throw new AwsError('MissingParameter', 'The request must contain a target of the route');
  expectTarget(region, table, input, now);
  if (routeTo(table, destination)) {
    const message = `The route identified by ${nameOf(destination)} already exists.`;
    throw new AwsError('RouteAlreadyExists', message);
  }
  table.Routes.push({ ...destination, [target]: input[target], Origin: 'CreateRoute', State: 'active' });
  return { Return: true };
}

export function DeleteRoute(
  input: DeleteRouteCommandInput,
  { region }: Call,
): Answer<DeleteRouteCommandOutput> {
  const table = find(region.ec2.routeTables, kinds.routeTable, input.RouteTableId);
  const destination = destinationOf(input);
  const route = routeTo(table, destination);
  const where = `${nameOf(destination)} in route table ${table.RouteTableId}`;
  if (!route) {
    throw new AwsError('InvalidRoute.NotFound', `no route with destination-cidr-block ${where}`);
  }
  if (route.GatewayId === 'local') throw invalidValue(`cannot remove local route ${where}`);
  table.Routes = table.Routes.filter((other) => other !== route);
  return {};
}

function destinationOf(input: Destination): Destination {
  const { DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId } = input;
  if (DestinationIpv6CidrBlock) return { DestinationIpv6CidrBlock };
  if (DestinationPrefixListId) return { DestinationPrefixListId };
  const range = parseCidr(DestinationCidrBlock);
  if (range) return { DestinationCidrBlock: range.text };
  throw invalidValue(
    `Value (${DestinationCidrBlock}) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.`,
  );
}

function routeTo(table: RouteTable, destination: Destination): Route | undefined {
  return table.Routes.find((route) => nameOf(route) === nameOf(destination));
}

function nameOf(destination: Destination): string {
  return (
    destination.DestinationCidrBlock ??
    destination.DestinationIpv6CidrBlock ??
    destination.DestinationPrefixListId ??
    ''
  );
}

function expectTarget(region: Region, table: RouteTable, input: CreateRouteCommandInput, now: Date): void {
  const { ec2 } = region;
  if (input.NatGatewayId) {
    const gateway = find(ec2.natGateways, kinds.natGateway, input.NatGatewayId);
    const isGoing = natState(region, gateway, now) === 'deleted' || gateway.deletion;
    if (isGoing) throw new AwsError('InvalidNatGatewayID.NotFound', `${gateway.id} is being deleted`);
  }
  if (input.NetworkInterfaceId) {
    find(ec2.networkInterfaces, kinds.networkInterface, input.NetworkInterfaceId);
  }
  if (input.GatewayId?.startsWith('igw-')) {
    const gateway = find(ec2.internetGateways, kinds.internetGateway, input.GatewayId);
    if (gateway.Attachments.some(({ VpcId }) => VpcId === table.VpcId)) return;
    throw invalidValue(
      `route table ${table.RouteTableId} and network gateway ${input.GatewayId} belong to different networks`,
    );
  }
}
