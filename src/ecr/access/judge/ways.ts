import type { Route, RouteTable, VpcEndpoint } from '@aws-sdk/client-ec2';
import type { Network, Station } from '../found.ts';
import type { Destination } from './destinations.ts';
import { leaves, leavesTo } from './egress.ts';
import { throughEndpoint } from './endpoints.ts';
import type { Way } from './way.ts';

/** An endpoint with a private name catches all traffic of its VPC for the service, even where the internet is open. */
export function wayTo(destination: Destination, station: Station, network: Network): Way {
  const subnet = network.subnets.find(({ SubnetId }) => SubnetId === station.subnet);
  const table = tableOf(station, network, subnet?.VpcId);
  const endpoint = endpointFor(destination, subnet?.VpcId, table, network);
  if (endpoint) return throughEndpoint(endpoint, destination, station, network, table);
  return throughInternet(destination, station, network, table, subnet?.VpcId);
}

/** The subnet's own table, or else the main one of its VPC. */
function tableOf({ subnet }: Station, { tables }: Network, vpc: string | undefined): RouteTable | undefined {
  const own = tables.find(({ Associations = [] }) =>
    Associations.some(({ SubnetId }) => SubnetId === subnet),
  );
  const main = ({ VpcId, Associations = [] }: RouteTable) =>
    VpcId === vpc && Associations.some(({ Main }) => Main);
  return own ?? tables.find(main);
}

function endpointFor(
  { service }: Destination,
  vpc: string | undefined,
  table: RouteTable | undefined,
  { endpoints }: Network,
): VpcEndpoint | undefined {
  if (service === undefined) return undefined;
  const those = endpoints.filter(
    ({ ServiceName, VpcId, State }) =>
      VpcId === vpc && ServiceName?.endsWith(`.${service}`) && State?.toLowerCase() === 'available',
  );
  const isOnTable = ({ RouteTableIds = [] }: VpcEndpoint) =>
    RouteTableIds.includes(table?.RouteTableId ?? '');
  return (
    those.find(
      ({ VpcEndpointType, PrivateDnsEnabled }) => VpcEndpointType === 'Interface' && PrivateDnsEnabled,
    ) ?? those.find((one) => one.VpcEndpointType === 'Gateway' && isOnTable(one))
  );
}

function throughInternet(
  destination: Destination,
  station: Station,
  network: Network,
  table: RouteTable | undefined,
  vpc = '',
): Way {
  const routes = table?.Routes ?? [];
  const route = routes.find(({ DestinationCidrBlock }) => DestinationCidrBlock === '0.0.0.0/0');
  const road = route ? alongRoute(route, station, network) : undefined;
  if (!road) {
    const isSix = routes.some(({ DestinationIpv6CidrBlock }) => DestinationIpv6CidrBlock === '::/0');
    if (isSix) return { light: 'unknown', text: 'its only way out is by IPv6, which is not judged' };
    const text = 'there is no way to the internet, and no endpoint';
    return { light: 'red', text, next: mend(destination, station, vpc, table) };
  }
  if (road.light !== 'green') return road;
  const through = leaves(station, network);
  if (through === 'yes') return road;
  if (through === 'perhaps') {
    return { light: 'unknown', text: 'its security groups let HTTPS out to some addresses only' };
  }
  return {
    light: 'red',
    text: `its security groups (${station.groups.join(', ')}) let no HTTPS out`,
    next: leavesTo(station),
  };
}

/** Where a default route leads. */
function alongRoute(route: Route, { publicIp }: Station, { nats }: Network): Way {
  const { GatewayId = '', NatGatewayId, State } = route;
  if (State === 'blackhole')
    return { light: 'red', text: 'its default route leads to something that is gone' };
  if (NatGatewayId !== undefined) {
    const nat = nats.find((one) => one.NatGatewayId === NatGatewayId);
    if (nat?.ConnectivityType === 'private') {
      return { light: 'red', text: `${NatGatewayId} is a private NAT gateway, which leads to no internet` };
    }
    if (nat === undefined || nat.State === 'available')
      return { light: 'green', text: `through ${NatGatewayId}` };
    return { light: 'red', text: `${NatGatewayId} is ${nat.State}`, next: describeNat(NatGatewayId) };
  }
  if (GatewayId.startsWith('igw-')) {
    if (publicIp) return { light: 'green', text: `by a public address, through ${GatewayId}` };
    return {
      light: 'red',
      text: `its way out is ${GatewayId}, which takes a public address, and it gets none`,
      lacksAddress: true,
    };
  }
  const target =
    GatewayId || route.TransitGatewayId || route.VpcPeeringConnectionId || route.NetworkInterfaceId;
  return {
    light: 'unknown',
    text: `its default route leads to ${target}, and where that leads is not judged`,
  };
}

function describeNat(id: string): string {
  return `aws ec2 describe-nat-gateways --nat-gateway-ids ${id}`;
}

/** Without an internet, an endpoint is the smallest thing that helps. */
function mend(
  { service, region }: Destination,
  station: Station,
  vpc: string,
  table: RouteTable | undefined,
): string {
  if (service === undefined) return `lead ${station.subnet} to a NAT gateway: aws ec2 create-nat-gateway`;
  const create = `aws ec2 create-vpc-endpoint --vpc-id ${vpc} --service-name com.amazonaws.${region}.${service}`;
  if (service === 's3')
    return `${create} --vpc-endpoint-type Gateway --route-table-ids ${table?.RouteTableId}`;
  const groups = station.groups.join(' ');
  return `${create} --vpc-endpoint-type Interface --subnet-ids ${station.subnet} --security-group-ids ${groups}`;
}
