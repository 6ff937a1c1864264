import type { Route } from '@aws-sdk/client-ec2';
import type { Region } from '../../world/region.ts';
import { isThere } from './endpoint-state.ts';
import { natState } from './nat-state.ts';
import type { RouteTable } from './state.ts';

/** The route as DescribeRouteTables shows it: a black hole once what it leads to is gone. */
export function shownRoute(region: Region, table: RouteTable, route: Route, now: Date): Route {
  return { ...route, State: leadsSomewhere(region, table, route, now) ? 'active' : 'blackhole' };
}

function leadsSomewhere(region: Region, { VpcId }: RouteTable, route: Route, now: Date): boolean {
  const { ec2 } = region;
  const { GatewayId = '', NatGatewayId, NetworkInterfaceId } = route;
  if (NatGatewayId) {
    const gateway = ec2.natGateways.get(NatGatewayId);
    return gateway !== undefined && natState(region, gateway, now) !== 'deleted';
  }
  if (NetworkInterfaceId) return ec2.networkInterfaces.has(NetworkInterfaceId);
  if (GatewayId.startsWith('igw-')) {
    return ec2.internetGateways.get(GatewayId)?.Attachments.some((one) => one.VpcId === VpcId) ?? false;
  }
  if (!GatewayId.startsWith('vpce-')) return true;
  const endpoint = ec2.endpoints.get(GatewayId);
  return endpoint !== undefined && isThere(region, endpoint, now);
}
