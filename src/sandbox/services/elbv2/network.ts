import type {
  AvailabilityZone,
  SetSecurityGroupsCommandInput,
  SetSecurityGroupsCommandOutput,
  SetSubnetsCommandInput,
  SetSubnetsCommandOutput,
  SubnetMapping,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Answer, Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { findBalancer } from './lookup.ts';

/** The VPC of subnets that EC2 does not know, as practice estates without a network name them. */
const SOME_VPC = 'vpc-0a1b2c3d4e5f60718';

export function SetSecurityGroups(
  input: SetSecurityGroupsCommandInput,
  { region }: Call,
): Answer<SetSecurityGroupsCommandOutput> {
  const balancer = findBalancer(region, input.LoadBalancerArn);
  balancer.SecurityGroups = input.SecurityGroups ?? [];
  return { SecurityGroupIds: balancer.SecurityGroups };
}

export function SetSubnets(input: SetSubnetsCommandInput, { region }: Call): Answer<SetSubnetsCommandOutput> {
  const balancer = findBalancer(region, input.LoadBalancerArn);
  balancer.AvailabilityZones = zonesOf(region, subnetsIn(input));
  if (input.IpAddressType) balancer.IpAddressType = input.IpAddressType;
  return { AvailabilityZones: balancer.AvailabilityZones, IpAddressType: balancer.IpAddressType };
}

/** The subnets that a request names in either of the two ways. */
export function subnetsIn(input: {
  Subnets?: string[] | undefined;
  SubnetMappings?: SubnetMapping[] | undefined;
}): string[] {
  if (input.Subnets?.length) return input.Subnets;
  return (input.SubnetMappings ?? []).map(({ SubnetId }) => SubnetId).filter((id) => id !== undefined);
}

/** The subnets with their zones: those that EC2 knows in their own, others one after another. */
export function zonesOf({ ec2, name }: Region, subnets: readonly string[]): AvailabilityZone[] {
  return subnets.map((SubnetId, index) => ({
    ZoneName: ec2.subnets.get(SubnetId)?.AvailabilityZone ?? `${name}${'abc'[index % 3]}`,
    SubnetId,
  }));
}

/** The VPC in which the subnets are. */
export function vpcOf({ ec2 }: Region, subnets: readonly string[]): string {
  return subnets.map((id) => ec2.subnets.get(id)?.VpcId).find((id) => id !== undefined) ?? SOME_VPC;
}
