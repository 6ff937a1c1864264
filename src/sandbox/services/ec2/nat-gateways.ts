import type {
  CreateNatGatewayCommandInput,
  CreateNatGatewayCommandOutput,
  DeleteNatGatewayCommandInput,
  DeleteNatGatewayCommandOutput,
  DescribeNatGatewaysCommandInput,
  DescribeNatGatewaysCommandOutput,
  NatGateway as SdkNatGateway,
} from '@aws-sdk/client-ec2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { associatedBy } from './address-associations.ts';
import { once } from './idempotence.ts';
import { interfaceId, privateIpOf } from './interface.ts';
import { find, kinds, missing, newId } from './kinds.ts';
import { type Listing, list } from './listing.ts';
import { deletedAt, isDescribed, natState } from './nat-state.ts';
import { buryTags, tagOnCreation, tagsOf } from './resource-tags.ts';
import { hexOf } from './stable-ids.ts';
import type { NatGateway } from './state.ts';

/** Makes a NAT gateway, on an elastic IP where it is a public one. Throws Resource.AlreadyAssociated. */
export function CreateNatGateway(
  input: CreateNatGatewayCommandInput,
  { region, now }: Call,
): Answer<CreateNatGatewayCommandOutput> {
  return once(region, 'CreateNatGateway', input.ClientToken, () => {
    const { SubnetId, VpcId } = find(region.ec2.subnets, kinds.subnet, input.SubnetId);
    const connectivity = input.ConnectivityType ?? 'public';
    if (connectivity === 'public') expectFreeAddress(region, input.AllocationId, now);
    const id = newId(region, kinds.natGateway);
    tagOnCreation(region, kinds.natGateway, id, input.TagSpecifications);
    const gateway: NatGateway = {
      ...{ id, subnetId: SubnetId, vpcId: VpcId, connectivity },
      allocationId: connectivity === 'public' ? input.AllocationId : undefined,
      createdAt: now,
      deletion: undefined,
    };
    region.ec2.natGateways.set(id, gateway);
    return { ClientToken: input.ClientToken, NatGateway: describe(region, gateway, now) };
  });
}

/** Those that are there, and deleted ones for about an hour. */
export function DescribeNatGateways(
  { NatGatewayIds, Filter, ...paging }: DescribeNatGatewaysCommandInput,
  { region, now }: Call,
): Answer<DescribeNatGatewaysCommandOutput> {
  const described = [...region.ec2.natGateways.values()].filter((one) => isDescribed(region, one, now));
  const shown = described.map((gateway) => describe(region, gateway, now));
  const { items, nextToken } = list(region, shown, listing, {
    ids: NatGatewayIds,
    Filters: Filter,
    ...paging,
  });
  return { NatGateways: items, NextToken: nextToken };
}

/** Begins to delete a gateway, which then gives its elastic IP back to the account without releasing it. */
export function DeleteNatGateway(
  { NatGatewayId }: DeleteNatGatewayCommandInput,
  { region, now }: Call,
): Answer<DeleteNatGatewayCommandOutput> {
  const gateway = find(region.ec2.natGateways, kinds.natGateway, NatGatewayId);
  if (!isDescribed(region, gateway, now)) throw missing(kinds.natGateway, gateway.id);
  if (!gateway.deletion) {
    gateway.deletion = { at: now, tags: tagsOf(region, gateway.id) };
    buryTags(region, kinds.natGateway, gateway.id, now);
  }
  return { NatGatewayId: gateway.id };
}

function expectFreeAddress(region: Region, allocationId: string | undefined, now: Date): void {
  if (allocationId === undefined) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter AllocationId');
  }
  const address = find(region.ec2.addresses, kinds.address, allocationId);
  const known = associatedBy(region, address, now);
  if (!known) return;
  const message = `resource ${allocationId} is already associated with associate-id ${known.AssociationId}`;
  throw new AwsError('Resource.AlreadyAssociated', message);
}

function describe(region: Region, gateway: NatGateway, now: Date): SdkNatGateway & { NatGatewayId: string } {
  const { id, subnetId, vpcId, connectivity, allocationId, createdAt, deletion } = gateway;
  const subnet = region.ec2.subnets.get(subnetId);
  const address = region.ec2.addresses.get(allocationId ?? '');
  const state = natState(region, gateway, now);
  const isHeld = state !== 'deleted';
  return {
    NatGatewayId: id,
    SubnetId: subnetId,
    VpcId: vpcId,
    ConnectivityType: connectivity,
    CreateTime: createdAt,
    DeleteTime: state === 'deleted' ? deletedAt(region, gateway) : undefined,
    State: state,
    NatGatewayAddresses: [
      {
        AllocationId: allocationId,
        ...(isHeld && address && { AssociationId: `eipassoc-${hexOf(`association ${id}`, 17)}` }),
        PublicIp: address?.PublicIp,
        NetworkInterfaceId: interfaceId(id),
        PrivateIp: subnet && privateIpOf(id, subnet),
        IsPrimary: true,
        Status: 'succeeded',
      },
    ],
    Tags: deletion ? [...deletion.tags] : tagsOf(region, id),
  };
}

const listing: Listing<SdkNatGateway & { NatGatewayId: string }> = {
  kind: kinds.natGateway,
  idOf: ({ NatGatewayId }) => NatGatewayId,
  filters: {
    'nat-gateway-id': ({ NatGatewayId }) => NatGatewayId,
    'subnet-id': ({ SubnetId }) => SubnetId,
    'vpc-id': ({ VpcId }) => VpcId,
    state: ({ State }) => State,
  },
};
