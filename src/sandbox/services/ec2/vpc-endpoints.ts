import type {
  CreateVpcEndpointCommandInput,
  CreateVpcEndpointCommandOutput,
  DeleteVpcEndpointsCommandInput,
  DeleteVpcEndpointsCommandOutput,
  DescribeVpcEndpointsCommandInput,
  DescribeVpcEndpointsCommandOutput,
  UnsuccessfulItem,
} from '@aws-sdk/client-ec2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { defaultGroupOf } from './default-group.ts';
import { isThere } from './endpoint-state.ts';
import { once } from './idempotence.ts';
import { find, invalidValue, kinds, newId } from './kinds.ts';
import { list } from './listing.ts';
import { buryTags, tagOnCreation, tagsOf } from './resource-tags.ts';
import { hexOf } from './stable-ids.ts';
import type { Endpoint, RouteTable, Subnet } from './state.ts';
import { describeEndpoint, listing } from './vpc-endpoint-shape.ts';

const EVERYTHING =
  '{"Version": "2008-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}';

/** Makes an endpoint: one of the gateway kind puts a route into its tables, another an interface into its subnets. */
export function CreateVpcEndpoint(
  input: CreateVpcEndpointCommandInput,
  { region, now }: Call,
): Answer<CreateVpcEndpointCommandOutput> {
  return once(region, 'CreateVpcEndpoint', input.ClientToken, () => {
    const { VpcId } = find(region.ec2.vpcs, kinds.vpc, input.VpcId);
    const { VpcEndpointType: type = 'Gateway', ServiceName: serviceName = '' } = input;
    if (type !== 'Gateway' && type !== 'Interface' && type !== 'GatewayLoadBalancer') {
      throw invalidValue(`Endpoint type (${type}) is not supported here.`);
    }
    expectService(region, serviceName);
    const tables = (input.RouteTableIds ?? []).map((id) =>
      find(region.ec2.routeTables, kinds.routeTable, id),
    );
    const subnets = (input.SubnetIds ?? []).map((id) => find(region.ec2.subnets, kinds.subnet, id));
    expectOneNetwork(VpcId, [...tables, ...subnets]);
    const groups = type === 'Interface' ? groupsFor(region, VpcId, input.SecurityGroupIds ?? []) : [];
    const endpoint: Endpoint = {
      ...{ id: newId(region, kinds.endpoint), type, vpcId: VpcId, serviceName, groups },
      routeTableIds: tables.map(({ RouteTableId }) => RouteTableId),
      subnetIds: subnets.map(({ SubnetId }) => SubnetId),
      privateDns: type === 'Interface' && (input.PrivateDnsEnabled ?? true),
      policy: input.PolicyDocument ?? EVERYTHING,
      ...{ createdAt: now, deletion: undefined },
    };
    for (const table of tables) addRoute(table, endpoint);
    tagOnCreation(region, kinds.endpoint, endpoint.id, input.TagSpecifications);
    region.ec2.endpoints.set(endpoint.id, endpoint);
    return { VpcEndpoint: describeEndpoint(region, endpoint, now), ClientToken: input.ClientToken };
  });
}

export function DescribeVpcEndpoints(
  { VpcEndpointIds, ...asked }: DescribeVpcEndpointsCommandInput,
  { region, now }: Call,
): Answer<DescribeVpcEndpointsCommandOutput> {
  const there = [...region.ec2.endpoints.values()].filter((endpoint) => isThere(region, endpoint, now));
  const shown = there.map((endpoint) => describeEndpoint(region, endpoint, now));
  const { items, nextToken } = list(region, shown, listing, { ids: VpcEndpointIds, ...asked });
  return { VpcEndpoints: items, NextToken: nextToken };
}

/** Begins to delete endpoints. What cannot be deleted is named in the answer, which is no error. */
export function DeleteVpcEndpoints(
  { VpcEndpointIds: ids = [] }: DeleteVpcEndpointsCommandInput,
  { region, now }: Call,
): Answer<DeleteVpcEndpointsCommandOutput> {
  const failed: UnsuccessfulItem[] = [];
  for (const id of ids) {
    const endpoint = region.ec2.endpoints.get(id);
    if (endpoint && isThere(region, endpoint, now)) beginDeletion(region, endpoint, now);
    else failed.push(notThere(id));
  }
  return { Unsuccessful: failed };
}

function beginDeletion(region: Region, endpoint: Endpoint, now: Date): void {
  if (endpoint.deletion) return;
  endpoint.deletion = { at: now, tags: tagsOf(region, endpoint.id) };
  buryTags(region, kinds.endpoint, endpoint.id, now);
  for (const table of region.ec2.routeTables.values()) {
    table.Routes = table.Routes.filter(({ GatewayId }) => GatewayId !== endpoint.id);
  }
}

function notThere(id: string): UnsuccessfulItem {
  const Message = `The VPC endpoint ${id} does not exist`;
  return { ResourceId: id, Error: { Code: 'InvalidVpcEndpoint.NotFound', Message } };
}

/** AWS's own services of the region, and those that somebody else offers by PrivateLink. */
function expectService({ name }: Region, serviceName: string): void {
  const known = [`com.amazonaws.${name}.`, `com.amazonaws.vpce.${name}.`, `aws.api.${name}.`];
  if (known.some((start) => serviceName.startsWith(start) && serviceName.length > start.length)) return;
  throw new AwsError('InvalidServiceName', `The Vpc Endpoint Service '${serviceName}' does not exist`);
}

function expectOneNetwork(vpcId: string, parts: readonly (RouteTable | Subnet)[]): void {
  if (parts.every(({ VpcId }) => VpcId === vpcId)) return;
  throw invalidValue(`A route table or subnet that was named does not belong to the VPC ${vpcId}.`);
}

function groupsFor(region: Region, vpcId: string, named: readonly string[]): readonly string[] {
  for (const id of named) find(region.ec2.securityGroups, kinds.securityGroup, id);
  return named.length > 0 ? named : defaultGroupOf(region, vpcId);
}

/** Throws RouteAlreadyExists where the table leads to the same service through another endpoint. */
function addRoute(table: RouteTable, endpoint: Endpoint): void {
  const list = `pl-${hexOf(endpoint.serviceName, 8)}`;
  if (table.Routes.some(({ DestinationPrefixListId }) => DestinationPrefixListId === list)) {
    const message = `route table ${table.RouteTableId} already has a route with destination-prefix-list-id ${list}`;
    throw new AwsError('RouteAlreadyExists', message);
  }
  table.Routes.push({
    ...{ DestinationPrefixListId: list, GatewayId: endpoint.id, Origin: 'CreateRoute', State: 'active' },
  });
}
