import type { Region } from '../../world/region.ts';

/** The VPC's default security group, which things are in that name no other: a list of its one id. */
export function defaultGroupOf({ ec2 }: Region, vpcId: string): string[] {
  for (const group of ec2.securityGroups.values()) {
    if (group.vpcId === vpcId && group.name === 'default') return [group.id];
  }
  return [];
}
