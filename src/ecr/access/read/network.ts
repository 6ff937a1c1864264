import {
  DescribeNatGatewaysCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  EC2Client,
  type SecurityGroup,
  type Subnet,
} from '@aws-sdk/client-ec2';
import type { Aws } from '../../../aws/aws.ts';
import type { Network, Station } from '../found.ts';

/** IAM actions of looking at the roads out of subnets. */
export const networkReads = [
  'ec2:DescribeSubnets',
  'ec2:DescribeRouteTables',
  'ec2:DescribeNatGateways',
  'ec2:DescribeVpcEndpoints',
  'ec2:DescribeSecurityGroups',
] as const;

/** Everything that decides whether somebody in these subnets reaches ECR. */
export async function readNetwork(aws: Aws, stations: readonly Station[]): Promise<Network> {
  const ec2 = aws.client(EC2Client);
  const own = await subnetsOf(ec2, [...new Set(stations.map(({ subnet }) => subnet))]);
  const vpcs = [...new Set(own.flatMap(({ VpcId }) => VpcId ?? []))];
  const inVpcs = [{ Name: 'vpc-id', Values: vpcs }];
  const [tables, nats, endpoints] = await Promise.all([
    ec2.send(new DescribeRouteTablesCommand({ Filters: inVpcs })),
    ec2.send(new DescribeNatGatewaysCommand({ Filter: inVpcs })),
    ec2.send(new DescribeVpcEndpointsCommand({ Filters: inVpcs })),
  ]);
  const { VpcEndpoints = [] } = endpoints;
  const named = [...stations.flatMap(({ groups }) => groups), ...VpcEndpoints.flatMap(groupsOf)];
  const elsewhere = VpcEndpoints.flatMap(({ SubnetIds = [] }) => SubnetIds);
  const unknown = elsewhere.filter((id) => !own.some(({ SubnetId }) => SubnetId === id));
  const [others, groups] = await Promise.all([
    subnetsOf(ec2, [...new Set(unknown)]),
    readGroups(ec2, [...new Set(named)], stations.some((one) => one.groups.length === 0) ? vpcs : []),
  ]);
  return {
    stations: stations.map((station) => withGroups(station, own, groups)),
    subnets: [...own, ...others],
    tables: tables.RouteTables ?? [],
    nats: nats.NatGateways ?? [],
    endpoints: VpcEndpoints,
    groups,
  };
}

function groupsOf({ Groups = [] }: { Groups?: { GroupId?: string | undefined }[] | undefined }): string[] {
  return Groups.flatMap(({ GroupId }) => GroupId ?? []);
}

async function subnetsOf(ec2: EC2Client, SubnetIds: string[]): Promise<Subnet[]> {
  if (SubnetIds.length === 0) return [];
  return (await ec2.send(new DescribeSubnetsCommand({ SubnetIds }))).Subnets ?? [];
}

/** Those that are named, and the default groups of the VPCs where a station names none. */
async function readGroups(
  ec2: EC2Client,
  GroupIds: string[],
  vpcs: readonly string[],
): Promise<SecurityGroup[]> {
  const defaults = [
    { Name: 'vpc-id', Values: [...vpcs] },
    { Name: 'group-name', Values: ['default'] },
  ];
  const asked = [
    ...(GroupIds.length > 0 ? [{ GroupIds }] : []),
    ...(vpcs.length > 0 ? [{ Filters: defaults }] : []),
  ];
  const answers = await Promise.all(asked.map((one) => ec2.send(new DescribeSecurityGroupsCommand(one))));
  return answers.flatMap(({ SecurityGroups = [] }) => SecurityGroups);
}

function withGroups(station: Station, subnets: readonly Subnet[], all: readonly SecurityGroup[]): Station {
  if (station.groups.length > 0) return station;
  const { VpcId } = subnets.find(({ SubnetId }) => SubnetId === station.subnet) ?? {};
  const own = all.filter((group) => group.VpcId === VpcId && group.GroupName === 'default');
  return { ...station, groups: own.flatMap(({ GroupId }) => GroupId ?? []) };
}
