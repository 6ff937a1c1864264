import type { ResourceType } from '@aws-sdk/client-ec2';
import { AwsError } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';

/** A kind of EC2 resource, as its ids, its ARNs and its errors name it. */
export interface Kind {
  /** What stands before the hyphen of an id. */
  readonly prefix: string;
  /** As tags and ARNs name it. */
  readonly type: ResourceType;
  /** The error's name and message for an id that is not there; `#` stands for the id. */
  readonly missing: readonly [name: string, message: string];
}

/** The kinds that can have tags, with the error that EC2 has for each ("Error codes for the Amazon EC2 API"). */
export const kinds = {
  vpc: {
    prefix: 'vpc',
    type: 'vpc',
    missing: ['InvalidVpcID.NotFound', "The vpc ID '#' does not exist"],
  },
  subnet: {
    prefix: 'subnet',
    type: 'subnet',
    missing: ['InvalidSubnetID.NotFound', "The subnet ID '#' does not exist"],
  },
  securityGroup: {
    prefix: 'sg',
    type: 'security-group',
    missing: ['InvalidGroup.NotFound', "The security group '#' does not exist"],
  },
  securityGroupRule: {
    prefix: 'sgr',
    type: 'security-group-rule',
    missing: ['InvalidSecurityGroupRuleId.NotFound', "The security group rule ID '#' does not exist"],
  },
  networkInterface: {
    prefix: 'eni',
    type: 'network-interface',
    missing: ['InvalidNetworkInterfaceID.NotFound', "The networkInterface ID '#' does not exist"],
  },
  address: {
    prefix: 'eipalloc',
    type: 'elastic-ip',
    missing: ['InvalidAllocationID.NotFound', "The allocation ID '#' does not exist"],
  },
  natGateway: {
    prefix: 'nat',
    type: 'natgateway',
    missing: ['NatGatewayNotFound', 'The Nat Gateway # was not found'],
  },
  internetGateway: {
    prefix: 'igw',
    type: 'internet-gateway',
    missing: ['InvalidInternetGatewayID.NotFound', "The internetGateway ID '#' does not exist"],
  },
  routeTable: {
    prefix: 'rtb',
    type: 'route-table',
    missing: ['InvalidRouteTableID.NotFound', "The routeTable ID '#' does not exist"],
  },
  endpoint: {
    prefix: 'vpce',
    type: 'vpc-endpoint',
    missing: ['InvalidVpcEndpointId.NotFound', "The Vpc Endpoint Id '#' does not exist"],
  },
  launchTemplate: {
    prefix: 'lt',
    type: 'launch-template',
    missing: [
      'InvalidLaunchTemplateId.NotFound',
      'The specified launch template, with template ID #, does not exist.',
    ],
  },
  instance: {
    prefix: 'i',
    type: 'instance',
    missing: ['InvalidInstanceID.NotFound', "The instance ID '#' does not exist"],
  },
  volume: {
    prefix: 'vol',
    type: 'volume',
    missing: ['InvalidVolume.NotFound', "The volume '#' does not exist."],
  },
} as const satisfies Readonly<Record<string, Kind>>;

/** The kind that an id belongs to by its prefix; undefined for what is no id of these. */
export function kindOf(id: string): Kind | undefined {
  const prefix = id.slice(0, id.indexOf('-'));
  return Object.values(kinds).find((kind) => kind.prefix === prefix);
}

/** An id that no resource has had: a prefix and seventeen hexadecimal digits. */
export function newId(region: Region, { prefix }: { readonly prefix: string }): string {
  return `${prefix}-${region.ids.hex(17)}`;
}

export function arnOf(region: Region, { type }: Kind, id: string): string {
  return arn(region, 'ec2', `${type}/${id}`);
}

export function missing(kind: Kind, id: string): AwsError {
  const [name, message] = kind.missing;
  return new AwsError(name, message.replace('#', id));
}

/** The resource of that id. Throws the kind's own error where it is not there. */
export function find<Item>(items: ReadonlyMap<string, Item>, kind: Kind, id: string | undefined): Item {
  const found = items.get(id ?? '');
  if (found === undefined) throw missing(kind, id ?? '');
  return found;
}

/** What EC2 answers where others still hold on to a resource. */
export function dependencyViolation(message: string): AwsError {
  return new AwsError('DependencyViolation', message);
}

export function invalidValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}
