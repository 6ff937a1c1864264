import type { ResourceType as Ec2Type, TagSpecification } from '@aws-sdk/client-ec2';
import type { Call } from '../../../service.ts';
import { arn } from '../../../world/arn.ts';
import { tagsOf } from './members.ts';
import type { Making, Properties } from './resource-type.ts';

/** The ARN of an EC2 resource by its id: `arn:aws:ec2:us-east-1:123456789012:vpc/vpc-…`. */
export function ec2Arn(type: Ec2Type): (id: string, call: Call) => string {
  return (id, { region }) => arn(region, 'ec2', `${type}/${id}`);
}

/** The tags of a resource that is made, as EC2's operations take them. */
export function tagSpecifications(
  type: Ec2Type,
  properties: Properties,
  { tags }: Making,
): { TagSpecifications: TagSpecification[] } {
  return { TagSpecifications: [{ ResourceType: type, Tags: tagsOf(properties, tags) }] };
}
