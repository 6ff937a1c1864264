import type { CreateSubnetCommandInput, CreateVpcCommandInput, EC2 } from '@aws-sdk/client-ec2';
import { ec2 } from '../../ec2/index.ts';
import { ec2Arn, tagSpecifications } from './ec2-arn.ts';
import { inputOf } from './members.ts';
import { requestsTo } from './request.ts';
import type { ResourceType } from './resource-type.ts';

const ask = requestsTo<EC2>(ec2);

const vpc: ResourceType = {
  create(properties, making) {
    const { CidrBlock, InstanceTenancy } = inputOf<CreateVpcCommandInput>(properties);
    const tags = tagSpecifications('vpc', properties, making);
    return ask('createVpc', { CidrBlock, InstanceTenancy, ...tags }, making.call).Vpc?.VpcId ?? '';
  },
  remove(VpcId, { call }) {
    ask('deleteVpc', { VpcId }, call);
    return true;
  },
  attribute(name, id, call) {
    if (name === 'VpcId') return id;
    const [found] = ask('describeVpcs', { VpcIds: [id] }, call).Vpcs ?? [];
    if (name === 'CidrBlock') return found?.CidrBlock;
    if (name !== 'DefaultSecurityGroup') return undefined;
    const Filters = [
      { Name: 'vpc-id', Values: [id] },
      { Name: 'group-name', Values: ['default'] },
    ];
    return ask('describeSecurityGroups', { Filters }, call).SecurityGroups?.[0]?.GroupId;
  },
  arn: ec2Arn('vpc'),
};

const subnet: ResourceType = {
  create(properties, making) {
    const { VpcId, CidrBlock, AvailabilityZone } = inputOf<CreateSubnetCommandInput>(properties);
    const tags = tagSpecifications('subnet', properties, making);
    const created = ask('createSubnet', { VpcId, CidrBlock, AvailabilityZone, ...tags }, making.call);
    return created.Subnet?.SubnetId ?? '';
  },
  remove(SubnetId, { call }) {
    ask('deleteSubnet', { SubnetId }, call);
    return true;
  },
  attribute(name, id, call) {
    if (name === 'SubnetId') return id;
    const [found] = ask('describeSubnets', { SubnetIds: [id] }, call).Subnets ?? [];
    return { AvailabilityZone: found?.AvailabilityZone, CidrBlock: found?.CidrBlock, VpcId: found?.VpcId }[
      name
    ];
  },
  arn: ec2Arn('subnet'),
};

const internetGateway: ResourceType = {
  create(properties, making) {
    const tags = tagSpecifications('internet-gateway', properties, making);
    return ask('createInternetGateway', tags, making.call).InternetGateway?.InternetGatewayId ?? '';
  },
  remove(InternetGatewayId, { call }) {
    ask('deleteInternetGateway', { InternetGatewayId }, call);
    return true;
  },
  attribute: (name, id) => (name === 'InternetGatewayId' ? id : undefined),
  arn: ec2Arn('internet-gateway'),
};

/** What ties an internet gateway to a VPC; its physical id is `IGW|vpc-…`. */
const gatewayAttachment: ResourceType = {
  create(properties, { call }) {
    const { VpcId, InternetGatewayId } = inputOf<{ VpcId: string; InternetGatewayId: string }>(properties);
    ask('attachInternetGateway', { VpcId, InternetGatewayId }, call);
    return `IGW|${VpcId}`;
  },
  remove(id, { call }) {
    const VpcId = id.slice(id.indexOf('|') + 1);
    const Filters = [{ Name: 'attachment.vpc-id', Values: [VpcId] }];
    const [found] = ask('describeInternetGateways', { Filters }, call).InternetGateways ?? [];
    if (found) ask('detachInternetGateway', { VpcId, InternetGatewayId: found.InternetGatewayId }, call);
    return true;
  },
};

const networkInterface: ResourceType = {
  remove(NetworkInterfaceId, { call }) {
    ask('deleteNetworkInterface', { NetworkInterfaceId }, call);
    return true;
  },
  arn: ec2Arn('network-interface'),
};

const launchTemplate: ResourceType = {
  remove(LaunchTemplateId, { call }) {
    ask('deleteLaunchTemplate', { LaunchTemplateId }, call);
    return true;
  },
  arn: ec2Arn('launch-template'),
};

export const networkTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::EC2::VPC': vpc,
  'AWS::EC2::Subnet': subnet,
  'AWS::EC2::InternetGateway': internetGateway,
  'AWS::EC2::VPCGatewayAttachment': gatewayAttachment,
  'AWS::EC2::NetworkInterface': networkInterface,
  'AWS::EC2::LaunchTemplate': launchTemplate,
};
