import type {
  CreateVpcCommandInput,
  CreateVpcCommandOutput,
  DeleteVpcCommandInput,
  DeleteVpcCommandOutput,
  DescribeVpcsCommandInput,
  DescribeVpcsCommandOutput,
} from '@aws-sdk/client-ec2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { type Cidr, parseCidr } from './cidr.ts';
import { isThere } from './endpoint-state.ts';
import { dependencyViolation, find, invalidValue, kinds, newId } from './kinds.ts';
import { type Listing, list } from './listing.ts';
import { buryTags, tagOnCreation, withTags } from './resource-tags.ts';
import { addRouteTable } from './route-tables.ts';
import { addSecurityGroup } from './security-groups.ts';
import type { Vpc } from './state.ts';

const LARGEST = 2 ** 16;
const SMALLEST = 2 ** 4;

/** Makes a VPC, which comes with a main route table and a default security group. */
export function CreateVpc(input: CreateVpcCommandInput, call: Call): Answer<CreateVpcCommandOutput> {
  const vpc = addVpc(newId(call.region, kinds.vpc), input, call);
  return { Vpc: { ...withTags(call.region, vpc.VpcId, vpc), State: 'pending' } };
}

/** {@link CreateVpc} under an id of one's own, for estates whose ids are known beforehand. */
export function addVpc(id: string, input: CreateVpcCommandInput, call: Call): Vpc {
  const { region } = call;
  const range = vpcRange(input.CidrBlock);
  tagOnCreation(region, kinds.vpc, id, input.TagSpecifications);
  const vpc: Vpc = {
    VpcId: id,
    CidrBlock: range.text,
    CidrBlockAssociationSet: [
      {
        AssociationId: newId(region, { prefix: 'vpc-cidr-assoc' }),
        CidrBlock: range.text,
        CidrBlockState: { State: 'associated' },
      },
    ],
    DhcpOptionsId: `dopt-${id.slice('vpc-'.length)}`,
    InstanceTenancy: input.InstanceTenancy ?? 'default',
    IsDefault: false,
    OwnerId: region.accountId,
    State: 'available',
  };
  region.ec2.vpcs.set(id, vpc);
  addRouteTable(newId(region, kinds.routeTable), { VpcId: id }, call, { isMain: true });
  const group = { GroupName: 'default', Description: 'default VPC security group', VpcId: id };
  addSecurityGroup(newId(region, kinds.securityGroup), group, call);
  return vpc;
}

export function DescribeVpcs(
  { VpcIds, ...asked }: DescribeVpcsCommandInput,
  { region }: Call,
): Answer<DescribeVpcsCommandOutput> {
  const { items, nextToken } = list(region, region.ec2.vpcs.values(), listing, { ids: VpcIds, ...asked });
  return { Vpcs: items.map((vpc) => withTags(region, vpc.VpcId, vpc)), NextToken: nextToken };
}

/** Deletes a VPC in which nothing is left but what it came with. Throws DependencyViolation. */
export function DeleteVpc(
  { VpcId }: DeleteVpcCommandInput,
  { region, now }: Call,
): Answer<DeleteVpcCommandOutput> {
  const { VpcId: id } = find(region.ec2.vpcs, kinds.vpc, VpcId);
  if (hasContent(region, id, now)) {
    throw dependencyViolation(`The vpc '${id}' has dependencies and cannot be deleted.`);
  }
  for (const { RouteTableId, VpcId: of } of region.ec2.routeTables.values()) {
    if (of === id) region.ec2.routeTables.delete(RouteTableId);
  }
  for (const group of region.ec2.securityGroups.values()) {
    if (group.vpcId === id) region.ec2.securityGroups.delete(group.id);
  }
  region.ec2.vpcs.delete(id);
  buryTags(region, kinds.vpc, id, now);
  return {};
}

const listing: Listing<Vpc> = {
  kind: kinds.vpc,
  idOf: ({ VpcId }) => VpcId,
  filters: {
    'vpc-id': ({ VpcId }) => VpcId,
    cidr: ({ CidrBlock }) => CidrBlock,
    'cidr-block-association.cidr-block': ({ CidrBlock }) => CidrBlock,
    'dhcp-options-id': ({ DhcpOptionsId }) => DhcpOptionsId,
    'is-default': ({ IsDefault }) => IsDefault,
    'owner-id': ({ OwnerId }) => OwnerId,
    state: ({ State }) => State,
  },
};

/** Interfaces are in subnets, so that a VPC without subnets has none. */
function hasContent(region: Region, id: string, now: Date): boolean {
  const { ec2 } = region;
  const has = <Item>(items: ReadonlyMap<string, Item>, test: (item: Item) => boolean) =>
    [...items.values()].some(test);
  return (
    has(ec2.subnets, ({ VpcId }) => VpcId === id) ||
    has(ec2.securityGroups, ({ vpcId, name }) => vpcId === id && name !== 'default') ||
    has(ec2.internetGateways, ({ Attachments }) => Attachments.some(({ VpcId }) => VpcId === id)) ||
    has(ec2.endpoints, (endpoint) => endpoint.vpcId === id && isThere(region, endpoint, now)) ||
    has(ec2.routeTables, ({ VpcId, Associations }) => VpcId === id && !Associations.some(({ Main }) => Main))
  );
}

function vpcRange(text: string | undefined): Cidr {
  const range = parseCidr(text);
  if (!range) {
    throw invalidValue(`Value (${text}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`);
  }
  if (range.size > LARGEST || range.size < SMALLEST) {
    throw new AwsError('InvalidVpc.Range', `The CIDR '${text}' is invalid.`);
  }
  return range;
}
