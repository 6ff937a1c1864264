import type { RouteTable, VpcEndpoint } from '@aws-sdk/client-ec2';
import type {
  FoundAccess,
  FoundImage,
  FoundRole,
  ImageName,
  Network,
  StoredImage,
} from '../../../../src/ecr/access/found.ts';
import { pullActions, tokenAction } from '../../../../src/ecr/access/pull-actions.ts';
import type { Right } from '../../../../src/iam-policy/right.ts';

export const account = '123456789012';
export const foreign = '222222222222';
const region = 'eu-west-1';
export const repositoryArn = `arn:aws:ecr:${region}:${account}:repository/team/web`;
export const roleArn = `arn:aws:iam::${account}:role/web-execution`;

export const right = (action: string, more: Partial<Right> = {}): Right => ({
  ...{ action, decision: 'allowed', policies: [], missing: [] },
  ...more,
});

export const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

export const trust = (more: object = {}) =>
  policy({
    ...{ Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ...more,
  });

/** The role with all that a pull takes, and those of its rights otherwise that are named. */
export function aRole(rights: readonly Right[] = [], more: Partial<FoundRole> = {}): FoundRole {
  const of = (action: string) => rights.find((one) => one.action === action) ?? right(action);
  const role = {
    ...{ Path: '/', RoleName: 'web-execution', RoleId: 'AROA', Arn: roleArn, CreateDate: new Date(0) },
    AssumeRolePolicyDocument: encodeURIComponent(trust()),
  };
  return {
    ...{ arn: roleArn, name: 'web-execution', purpose: 'execution', role: { value: role } },
    token: { value: [of(tokenAction)] },
    rights: new Map([[repositoryArn, { value: pullActions.map(of) }]]),
    ...more,
  };
}

export const trusting = (document: string): FoundRole => {
  const one = aRole();
  const value = 'value' in one.role ? one.role.value : undefined;
  if (!value) throw new Error('a role without one');
  return { ...one, role: { value: { ...value, AssumeRolePolicyDocument: encodeURIComponent(document) } } };
};

export function anImage(stored: Partial<StoredImage> = {}, more: Partial<ImageName> = {}): FoundImage {
  const name: ImageName = {
    ...{ text: `${account}.dkr.ecr.${region}.amazonaws.com/team/web:1.2`, containers: ['web'] },
    ...{ registry: 'ecr', account, region, repository: 'team/web', repositoryArn, tag: '1.2' },
    ...more,
  };
  return {
    name,
    stored: {
      repository: { value: { repositoryName: 'team/web', repositoryArn } },
      policy: { value: undefined },
      image: { value: { imageDigest: `sha256:${'0'.repeat(64)}`, imageStatus: 'ACTIVE' } },
      platforms: { value: ['linux/amd64'] },
      ...stored,
    },
  };
}

const vpc = 'vpc-1';
const local = { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' as const };

export const table = (...Routes: NonNullable<RouteTable['Routes']>): RouteTable => ({
  ...{ RouteTableId: 'rtb-1', VpcId: vpc, Associations: [{ SubnetId: 'subnet-1' }] },
  Routes: [local, ...Routes],
});

export const toInternet = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', State: 'active' as const };
export const toNat = { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1', State: 'active' as const };
const anything = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };

export const group = (GroupId: string, egress: object[] = [anything], ingress: object[] = []) => ({
  ...{ GroupId, VpcId: vpc, IpPermissionsEgress: egress, IpPermissions: ingress },
});

export const endpoint = (service: string, more: Partial<VpcEndpoint> = {}): VpcEndpoint => ({
  ...{ VpcEndpointId: `vpce-${service}`, VpcId: vpc, State: 'Available' as const },
  ...{ ServiceName: `com.amazonaws.${region}.${service}`, VpcEndpointType: 'Interface' as const },
  ...{ PrivateDnsEnabled: true, SubnetIds: ['subnet-2'], Groups: [{ GroupId: 'sg-2' }] },
  ...more,
});

/** A subnet that is open to the internet, in which tasks have a public address. */
export function aNetwork(more: Partial<Network> = {}): Network {
  return {
    stations: [{ subnet: 'subnet-1', groups: ['sg-1'], publicIp: true }],
    subnets: [
      { SubnetId: 'subnet-1', VpcId: vpc, CidrBlock: '10.0.1.0/24' },
      { SubnetId: 'subnet-2', VpcId: vpc, CidrBlock: '10.0.2.0/24' },
    ],
    tables: [table(toInternet)],
    nats: [{ NatGatewayId: 'nat-1', State: 'available' }],
    endpoints: [],
    groups: [group('sg-1')],
    ...more,
  };
}

export function anAccess(more: Partial<FoundAccess> = {}): FoundAccess {
  return {
    ...{ subject: 'prod/web', partition: 'aws', account, region },
    taskDefinition: { family: 'web', revision: 3, executionRoleArn: roleArn },
    host: { kind: 'fargate', architectures: [], instances: 0 },
    roles: [aRole()],
    images: [anImage()],
    network: { value: aNetwork() },
    ...more,
  };
}
