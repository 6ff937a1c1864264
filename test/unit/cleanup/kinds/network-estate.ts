import {
  AttachInternetGateway,
  CreateInternetGateway,
} from '../../../../src/sandbox/services/ec2/internet-gateways.ts';
import { CreateSecurityGroup } from '../../../../src/sandbox/services/ec2/security-groups.ts';
import { CreateSubnet } from '../../../../src/sandbox/services/ec2/subnets.ts';
import { CreateVpc } from '../../../../src/sandbox/services/ec2/vpcs.ts';
import { CreateLoadBalancer } from '../../../../src/sandbox/services/elbv2/load-balancers.ts';
import type { PracticeWorld } from '../../sandbox/world/practice-world.ts';

/** A VPC with two subnets and an internet gateway; each function gives ids. */
export function network(world: PracticeWorld) {
  const vpc = CreateVpc({ CidrBlock: '10.0.0.0/16' }, world.call).Vpc?.VpcId ?? '';
  const subnet = (CidrBlock: string, AvailabilityZone: string) =>
    CreateSubnet({ VpcId: vpc, CidrBlock, AvailabilityZone }, world.call).Subnet?.SubnetId ?? '';
  const subnets = [subnet('10.0.0.0/24', 'us-east-1a'), subnet('10.0.1.0/24', 'us-east-1b')] as const;
  const { InternetGateway } = CreateInternetGateway({}, world.call);
  const gateway = InternetGateway?.InternetGatewayId ?? '';
  AttachInternetGateway({ InternetGatewayId: gateway, VpcId: vpc }, world.call);
  return { vpc, subnets, gateway };
}

export function group(world: PracticeWorld, VpcId: string, GroupName: string): string {
  return CreateSecurityGroup({ GroupName, Description: GroupName, VpcId }, world.call).GroupId ?? '';
}

/** An application load balancer that faces the internet; gives its ARN. */
export function balancer(
  world: PracticeWorld,
  subnets: readonly string[],
  groups: readonly string[],
): string {
  const { LoadBalancers } = CreateLoadBalancer(
    { Name: 'web', Subnets: [...subnets], SecurityGroups: [...groups], Scheme: 'internet-facing' },
    world.call,
  );
  return LoadBalancers?.[0]?.LoadBalancerArn ?? '';
}
