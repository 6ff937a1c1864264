import type {
  LaunchTemplateVersion,
  Route,
  RouteTableAssociation,
  Address as SdkAddress,
  InternetGateway as SdkInternetGateway,
  LaunchTemplate as SdkLaunchTemplate,
  RouteTable as SdkRouteTable,
  SecurityGroupRule as SdkSecurityGroupRule,
  Subnet as SdkSubnet,
  Vpc as SdkVpc,
  Tag,
} from '@aws-sdk/client-ec2';

/** A shape of the SDK of which some members are always there. */
type Known<Shape, Members extends keyof Shape> = Shape & {
  [Member in Members]-?: NonNullable<Shape[Member]>;
};

/**
 * EC2's networking in one region, each kind by id. Tags are in the region's tag store; interfaces that belong to other
 * resources are worked out from these, see interfaces.ts.
 */
export interface Ec2State {
  readonly vpcs: Map<string, Vpc>;
  readonly subnets: Map<string, Subnet>;
  readonly securityGroups: Map<string, SecurityGroup>;
  /** Those that somebody made by hand. */
  readonly networkInterfaces: Map<string, OwnInterface>;
  /** By allocation id. */
  readonly addresses: Map<string, Address>;
  readonly natGateways: Map<string, NatGateway>;
  readonly internetGateways: Map<string, InternetGateway>;
  readonly routeTables: Map<string, RouteTable>;
  readonly endpoints: Map<string, Endpoint>;
  readonly launchTemplates: Map<string, LaunchTemplate>;
  /** By operation and client token: what a repeated request is answered. */
  readonly answers: Map<string, object>;
}

export type Vpc = Known<SdkVpc, 'VpcId' | 'CidrBlock'>;
export type Subnet = Known<SdkSubnet, 'SubnetId' | 'VpcId' | 'CidrBlock' | 'AvailabilityZone' | 'SubnetArn'>;
export type Address = Known<SdkAddress, 'AllocationId' | 'PublicIp'>;
export type InternetGateway = Known<SdkInternetGateway, 'InternetGatewayId' | 'Attachments'>;
export type SecurityGroupRule = Known<
  SdkSecurityGroupRule,
  'SecurityGroupRuleId' | 'GroupId' | 'IsEgress' | 'IpProtocol'
>;

export interface SecurityGroup {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  /** By id, ingress and egress. */
  readonly rules: Map<string, SecurityGroupRule>;
}

export interface OwnInterface {
  readonly id: string;
  readonly subnetId: string;
  readonly groups: readonly string[];
  readonly description: string;
  readonly privateIp: string;
}

export type RouteTable = Known<SdkRouteTable, 'RouteTableId' | 'VpcId'> & {
  Routes: Route[];
  Associations: RouteTableAssociation[];
};

/** What a resource still shows after its deletion, which empties the tag store. */
interface Deletion {
  readonly at: Date;
  readonly tags: readonly Tag[];
}

export interface NatGateway {
  readonly id: string;
  readonly subnetId: string;
  readonly vpcId: string;
  readonly connectivity: 'public' | 'private';
  /** The elastic IP of a public one. */
  readonly allocationId: string | undefined;
  readonly createdAt: Date;
  deletion: Deletion | undefined;
}

export interface Endpoint {
  readonly id: string;
  readonly type: 'Gateway' | 'Interface' | 'GatewayLoadBalancer';
  readonly vpcId: string;
  readonly serviceName: string;
  readonly routeTableIds: readonly string[];
  readonly subnetIds: readonly string[];
  readonly groups: readonly string[];
  readonly privateDns: boolean;
  readonly policy: string;
  readonly createdAt: Date;
  deletion: Deletion | undefined;
}

export interface LaunchTemplate {
  readonly shape: Known<SdkLaunchTemplate, 'LaunchTemplateId' | 'LaunchTemplateName'>;
  readonly versions: LaunchTemplateVersion[];
}

export function emptyEc2(): Ec2State {
  return {
    vpcs: new Map(),
    subnets: new Map(),
    securityGroups: new Map(),
    networkInterfaces: new Map(),
    addresses: new Map(),
    natGateways: new Map(),
    internetGateways: new Map(),
    routeTables: new Map(),
    endpoints: new Map(),
    launchTemplates: new Map(),
    answers: new Map(),
  };
}
