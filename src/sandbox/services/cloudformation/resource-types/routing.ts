import type { CreateRouteCommandInput, EC2 } from '@aws-sdk/client-ec2';
import { ec2 } from '../../ec2/index.ts';
import { ec2Arn, tagSpecifications } from './ec2-arn.ts';
import { inputOf, textOf } from './members.ts';
import { requestsTo } from './request.ts';
import type { ResourceType } from './resource-type.ts';

const ask = requestsTo<EC2>(ec2);

const routeTable: ResourceType = {
  create(properties, making) {
    const tags = tagSpecifications('route-table', properties, making);
    const created = ask('createRouteTable', { VpcId: textOf(properties, 'VpcId'), ...tags }, making.call);
    return created.RouteTable?.RouteTableId ?? '';
  },
  remove(RouteTableId, { call }) {
    ask('deleteRouteTable', { RouteTableId }, call);
    return true;
  },
  attribute: (name, id) => (name === 'RouteTableId' ? id : undefined),
  arn: ec2Arn('route-table'),
};

/** Its physical id is `rtb-…|0.0.0.0/0`. */
const route: ResourceType = {
  create(properties, { call }) {
    const input = inputOf<CreateRouteCommandInput>(properties);
    ask('createRoute', input, call);
    return `${input.RouteTableId}|${input.DestinationCidrBlock ?? input.DestinationIpv6CidrBlock}`;
  },
  remove(id, { call }) {
    const [RouteTableId, destination = ''] = id.split('|');
    const isVersion6 = destination.includes(':');
    const range = isVersion6
      ? { DestinationIpv6CidrBlock: destination }
      : { DestinationCidrBlock: destination };
    ask('deleteRoute', { RouteTableId, ...range }, call);
    return true;
  },
};

/** Its physical id is the association's, `rtbassoc-…`. */
const subnetAssociation: ResourceType = {
  create(properties, { call }) {
    const RouteTableId = textOf(properties, 'RouteTableId');
    const SubnetId = textOf(properties, 'SubnetId');
    return ask('associateRouteTable', { RouteTableId, SubnetId }, call).AssociationId ?? '';
  },
  remove(AssociationId, { call }) {
    ask('disassociateRouteTable', { AssociationId }, call);
    return true;
  },
};

/** NAT gateways and endpoints take a while to go, and can be described as deleted for an hour. */
const natGateway: ResourceType = {
  create(properties, making) {
    const request = {
      SubnetId: textOf(properties, 'SubnetId'),
      AllocationId: textOf(properties, 'AllocationId'),
      ...tagSpecifications('natgateway', properties, making),
    };
    return ask('createNatGateway', request, making.call).NatGateway?.NatGatewayId ?? '';
  },
  isReady(id, call) {
    const [found] = ask('describeNatGateways', { NatGatewayIds: [id] }, call).NatGateways ?? [];
    return found?.State === 'available';
  },
  remove(NatGatewayId, { call, isFirst }) {
    const [found] = ask('describeNatGateways', { NatGatewayIds: [NatGatewayId] }, call).NatGateways ?? [];
    if (!found || found.State === 'deleted') return true;
    if (isFirst && found.State !== 'deleting') ask('deleteNatGateway', { NatGatewayId }, call);
    return false;
  },
  attribute: (name, id) => (name === 'NatGatewayId' ? id : undefined),
  arn: ec2Arn('natgateway'),
};

/** Its physical id is the address itself. */
const elasticIp: ResourceType = {
  create(properties, making) {
    const tags = tagSpecifications('elastic-ip', properties, making);
    return ask('allocateAddress', { Domain: 'vpc', ...tags }, making.call).PublicIp ?? '';
  },
  remove(address, { call }) {
    const [found] = ask('describeAddresses', { PublicIps: [address] }, call).Addresses ?? [];
    if (found) ask('releaseAddress', { AllocationId: found.AllocationId }, call);
    return true;
  },
  attribute(name, address, call) {
    const [found] = ask('describeAddresses', { PublicIps: [address] }, call).Addresses ?? [];
    return { AllocationId: found?.AllocationId, PublicIp: address }[name];
  },
  arn(address, call) {
    const [found] = ask('describeAddresses', { PublicIps: [address] }, call).Addresses ?? [];
    return ec2Arn('elastic-ip')(found?.AllocationId ?? '', call);
  },
};

const endpoint: ResourceType = {
  remove(id, { call, isFirst }) {
    const [found] = ask('describeVpcEndpoints', { VpcEndpointIds: [id] }, call).VpcEndpoints ?? [];
    if (!found || /^deleted$/i.test(found.State ?? '')) return true;
    if (isFirst) ask('deleteVpcEndpoints', { VpcEndpointIds: [id] }, call);
    return false;
  },
  arn: ec2Arn('vpc-endpoint'),
};

export const routingTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::EC2::RouteTable': routeTable,
  'AWS::EC2::Route': route,
  'AWS::EC2::SubnetRouteTableAssociation': subnetAssociation,
  'AWS::EC2::NatGateway': natGateway,
  'AWS::EC2::EIP': elasticIp,
  'AWS::EC2::VPCEndpoint': endpoint,
};
