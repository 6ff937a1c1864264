import type {
  AttachInternetGatewayCommandInput,
  AttachInternetGatewayCommandOutput,
  AttachmentStatus,
  CreateInternetGatewayCommandInput,
  CreateInternetGatewayCommandOutput,
  DeleteInternetGatewayCommandInput,
  DeleteInternetGatewayCommandOutput,
  DescribeInternetGatewaysCommandInput,
  DescribeInternetGatewaysCommandOutput,
  DetachInternetGatewayCommandInput,
  DetachInternetGatewayCommandOutput,
} from '@aws-sdk/client-ec2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { someInterface } from './interfaces.ts';
import { dependencyViolation, find, invalidValue, kinds, newId } from './kinds.ts';
import { type Listing, list } from './listing.ts';
import { buryTags, tagOnCreation, withTags } from './resource-tags.ts';
import type { InternetGateway } from './state.ts';

export function CreateInternetGateway(
  input: CreateInternetGatewayCommandInput,
  { region }: Call,
): Answer<CreateInternetGatewayCommandOutput> {
  const id = newId(region, kinds.internetGateway);
  tagOnCreation(region, kinds.internetGateway, id, input.TagSpecifications);
  const gateway: InternetGateway = { InternetGatewayId: id, OwnerId: region.accountId, Attachments: [] };
  region.ec2.internetGateways.set(id, gateway);
  return { InternetGateway: withTags(region, id, gateway) };
}

/** Throws Resource.AlreadyAssociated for a gateway that has a VPC, and for a VPC that has one. */
export function AttachInternetGateway(
  input: AttachInternetGatewayCommandInput,
  { region }: Call,
): Answer<AttachInternetGatewayCommandOutput> {
  const { internetGateways, vpcs } = region.ec2;
  const gateway = find(internetGateways, kinds.internetGateway, input.InternetGatewayId);
  const { VpcId } = find(vpcs, kinds.vpc, input.VpcId);
  const [known] = gateway.Attachments;
  if (known) {
    const message = `resource ${gateway.InternetGatewayId} is already attached to network ${known.VpcId}`;
    throw new AwsError('Resource.AlreadyAssociated', message);
  }
  if ([...internetGateways.values()].some((other) => isAttached(other, VpcId))) {
    throw invalidValue(`Network ${VpcId} already has an internet gateway attached`);
  }
  // EC2 calls an attached internet gateway's state "available", which the SDK's type does not list.
  const State = 'available' as AttachmentStatus;
  gateway.Attachments = [{ State, VpcId }];
  return {};
}

/** Throws DependencyViolation while anything in the VPC answers on a public address. */
export function DetachInternetGateway(
  input: DetachInternetGatewayCommandInput,
  { region, now }: Call,
): Answer<DetachInternetGatewayCommandOutput> {
  const gateway = find(region.ec2.internetGateways, kinds.internetGateway, input.InternetGatewayId);
  const { VpcId: id } = find(region.ec2.vpcs, kinds.vpc, input.VpcId);
  if (!isAttached(gateway, id)) {
    const message = `resource ${gateway.InternetGatewayId} is not attached to network ${id}`;
    throw new AwsError('Gateway.NotAttached', message);
  }
  if (someInterface(region, now, ({ subnet, association }) => subnet.VpcId === id && !!association)) {
    throw dependencyViolation(
      `Network ${id} has some mapped public address(es). ` +
        'Please unmap those public address(es) before detaching the gateway.',
    );
  }
  gateway.Attachments = [];
  return {};
}

export function DescribeInternetGateways(
  { InternetGatewayIds, ...asked }: DescribeInternetGatewaysCommandInput,
  { region }: Call,
): Answer<DescribeInternetGatewaysCommandOutput> {
  const gateways = region.ec2.internetGateways.values();
  const { items, nextToken } = list(region, gateways, listing, { ids: InternetGatewayIds, ...asked });
  const shown = items.map((gateway) => withTags(region, gateway.InternetGatewayId, gateway));
  return { InternetGateways: shown, NextToken: nextToken };
}

/** Throws DependencyViolation for a gateway that is attached. */
export function DeleteInternetGateway(
  input: DeleteInternetGatewayCommandInput,
  { region, now }: Call,
): Answer<DeleteInternetGatewayCommandOutput> {
  const gateway = find(region.ec2.internetGateways, kinds.internetGateway, input.InternetGatewayId);
  const { InternetGatewayId: id } = gateway;
  if (gateway.Attachments.length > 0) {
    throw dependencyViolation(`The internetGateway '${id}' has dependencies and cannot be deleted.`);
  }
  region.ec2.internetGateways.delete(id);
  buryTags(region, kinds.internetGateway, id, now);
  return {};
}

function isAttached({ Attachments }: InternetGateway, vpcId: string): boolean {
  return Attachments.some(({ VpcId }) => VpcId === vpcId);
}

const listing: Listing<InternetGateway> = {
  kind: kinds.internetGateway,
  idOf: ({ InternetGatewayId }) => InternetGatewayId,
  filters: {
    'internet-gateway-id': ({ InternetGatewayId }) => InternetGatewayId,
    'attachment.vpc-id': ({ Attachments }) => Attachments.map(({ VpcId }) => VpcId),
    'attachment.state': ({ Attachments }) => Attachments.map(({ State }) => State),
    'owner-id': ({ OwnerId }) => OwnerId,
  },
};
