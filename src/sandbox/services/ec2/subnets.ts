import type {
  CreateSubnetCommandInput,
  CreateSubnetCommandOutput,
  DeleteSubnetCommandInput,
  DeleteSubnetCommandOutput,
  DescribeSubnetsCommandInput,
  DescribeSubnetsCommandOutput,
} from '@aws-sdk/client-ec2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { type Cidr, contains, overlaps, parseCidr, RESERVED } from './cidr.ts';
import { interfacesOf, someInterface } from './interfaces.ts';
import { arnOf, dependencyViolation, find, invalidValue, kinds, newId } from './kinds.ts';
import { type Listing, list } from './listing.ts';
import { buryTags, tagOnCreation, withTags } from './resource-tags.ts';
import type { Subnet, Vpc } from './state.ts';
import { zonesOf } from './zones.ts';

export function CreateSubnet(input: CreateSubnetCommandInput, call: Call): Answer<CreateSubnetCommandOutput> {
  const subnet = addSubnet(newId(call.region, kinds.subnet), input, call);
  return { Subnet: withTags(call.region, subnet.SubnetId, { ...subnet, ...free(subnet, 0) }) };
}

/** {@link CreateSubnet} under an id of one's own, for estates whose ids are known beforehand. */
export function addSubnet(id: string, input: CreateSubnetCommandInput, { region }: Call): Subnet {
  const vpc = find(region.ec2.vpcs, kinds.vpc, input.VpcId);
  const range = subnetRange(region, vpc, input.CidrBlock);
  const zone = zoneFor(region, input);
  tagOnCreation(region, kinds.subnet, id, input.TagSpecifications);
  const subnet: Subnet = {
    SubnetId: id,
    SubnetArn: arnOf(region, kinds.subnet, id),
    VpcId: vpc.VpcId,
    CidrBlock: range.text,
    AvailabilityZone: zone.ZoneName,
    AvailabilityZoneId: zone.ZoneId,
    AssignIpv6AddressOnCreation: false,
    DefaultForAz: false,
    EnableDns64: false,
    Ipv6CidrBlockAssociationSet: [],
    Ipv6Native: false,
    MapCustomerOwnedIpOnLaunch: false,
    MapPublicIpOnLaunch: false,
    OwnerId: region.accountId,
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: 'ip-name',
      EnableResourceNameDnsARecord: false,
      EnableResourceNameDnsAAAARecord: false,
    },
    State: 'available',
  };
  region.ec2.subnets.set(id, subnet);
  return subnet;
}

export function DescribeSubnets(
  { SubnetIds, ...asked }: DescribeSubnetsCommandInput,
  { region, now }: Call,
): Answer<DescribeSubnetsCommandOutput> {
  const { items, nextToken } = list(region, region.ec2.subnets.values(), listing, {
    ids: SubnetIds,
    ...asked,
  });
  const taken = new Map<string, number>();
  for (const { subnet } of interfacesOf(region, now)) {
    taken.set(subnet.SubnetId, (taken.get(subnet.SubnetId) ?? 0) + 1);
  }
  return {
    Subnets: items.map((subnet) =>
      withTags(region, subnet.SubnetId, { ...subnet, ...free(subnet, taken.get(subnet.SubnetId) ?? 0) }),
    ),
    NextToken: nextToken,
  };
}

/** Deletes a subnet in which there is no interface. Throws DependencyViolation. */
export function DeleteSubnet(
  { SubnetId }: DeleteSubnetCommandInput,
  { region, now }: Call,
): Answer<DeleteSubnetCommandOutput> {
  const { SubnetId: id } = find(region.ec2.subnets, kinds.subnet, SubnetId);
  if (someInterface(region, now, ({ subnet }) => subnet.SubnetId === id)) {
    throw dependencyViolation(`The subnet '${id}' has dependencies and cannot be deleted.`);
  }
  for (const table of region.ec2.routeTables.values()) {
    table.Associations = table.Associations.filter((association) => association.SubnetId !== id);
  }
  region.ec2.subnets.delete(id);
  buryTags(region, kinds.subnet, id, now);
  return {};
}

const listing: Listing<Subnet> = {
  kind: kinds.subnet,
  idOf: ({ SubnetId }) => SubnetId,
  filters: {
    'subnet-id': ({ SubnetId }) => SubnetId,
    'subnet-arn': ({ SubnetArn }) => SubnetArn,
    'vpc-id': ({ VpcId }) => VpcId,
    'availability-zone': ({ AvailabilityZone }) => AvailabilityZone,
    'availability-zone-id': ({ AvailabilityZoneId }) => AvailabilityZoneId,
    'cidr-block': ({ CidrBlock }) => CidrBlock,
    'default-for-az': ({ DefaultForAz }) => DefaultForAz,
    'map-public-ip-on-launch': ({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch,
    'owner-id': ({ OwnerId }) => OwnerId,
    state: ({ State }) => State,
  },
};

function free({ CidrBlock }: Subnet, taken: number): Pick<Subnet, 'AvailableIpAddressCount'> {
  return { AvailableIpAddressCount: Math.max(0, (parseCidr(CidrBlock)?.size ?? 0) - RESERVED - taken) };
}

function subnetRange({ ec2 }: Region, vpc: Vpc, text: string | undefined): Cidr {
  const range = parseCidr(text);
  const whole = parseCidr(vpc.CidrBlock);
  if (!range) {
    throw invalidValue(`Value (${text}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`);
  }
  if (!whole || !contains(whole, range)) {
    throw new AwsError('InvalidSubnet.Range', `The CIDR '${text}' is invalid.`);
  }
  const others = [...ec2.subnets.values()].filter(({ VpcId }) => VpcId === vpc.VpcId);
  if (others.map(({ CidrBlock }) => parseCidr(CidrBlock)).some((other) => other && overlaps(other, range))) {
    throw new AwsError('InvalidSubnet.Conflict', `The CIDR '${text}' conflicts with another subnet`);
  }
  return range;
}

function zoneFor(
  region: Region,
  { AvailabilityZone, AvailabilityZoneId }: CreateSubnetCommandInput,
): { readonly ZoneName: string; readonly ZoneId: string } {
  const zones = zonesOf(region.name);
  const zone =
    AvailabilityZoneId === undefined
      ? zones.find(({ ZoneName }) => AvailabilityZone === undefined || ZoneName === AvailabilityZone)
      : zones.find(({ ZoneId }) => ZoneId === AvailabilityZoneId);
  if (zone) return zone;
  throw invalidValue(
    `Value (${AvailabilityZone ?? AvailabilityZoneId}) for parameter availabilityZone is invalid. ` +
      `Subnets can currently only be created in the following availability zones: ` +
      `${zones.map(({ ZoneName }) => ZoneName).join(', ')}.`,
  );
}
