import { CreateSecurityGroup } from '../../../../../src/sandbox/services/ec2/security-groups.ts';
import { CreateSubnet } from '../../../../../src/sandbox/services/ec2/subnets.ts';
import { CreateVpc } from '../../../../../src/sandbox/services/ec2/vpcs.ts';
import type { Rules } from '../../../../../src/sandbox/world/rules.ts';
import { PracticeWorld } from '../../world/practice-world.ts';

/** A VPC with a subnet in each of two zones and a security group of its own. */
export interface PracticeNetwork {
  readonly practice: PracticeWorld;
  readonly vpc: string;
  readonly subnets: readonly [string, string];
  readonly group: string;
}

export function practiceNetwork(rules: Partial<Rules> = {}): PracticeNetwork {
  const practice = new PracticeWorld(rules);
  const { call } = practice;
  const vpc = CreateVpc({ CidrBlock: '10.0.0.0/16' }, call).Vpc?.VpcId ?? '';
  const subnet = (CidrBlock: string, zone: string) =>
    CreateSubnet({ VpcId: vpc, CidrBlock, AvailabilityZone: `us-east-1${zone}` }, call).Subnet?.SubnetId ??
    '';
  const subnets = [subnet('10.0.0.0/20', 'a'), subnet('10.0.16.0/20', 'b')] as const;
  const group = CreateSecurityGroup({ GroupName: 'web', Description: 'web', VpcId: vpc }, call).GroupId ?? '';
  return { practice, vpc, subnets, group };
}
