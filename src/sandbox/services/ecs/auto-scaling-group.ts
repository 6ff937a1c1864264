import type { Region } from '../../world/region.ts';
import { invalidParameter } from './lookup.ts';

/** The ARN of the Auto Scaling group of that ARN or name. Throws InvalidParameterException where there is none. */
export function autoScalingGroupArn(region: Region, arnOrName: string): string {
  const name = arnOrName.slice(arnOrName.lastIndexOf('/') + 1);
  const group = region.autoScaling.groups.get(name);
  if (group) return group.arn;
  throw invalidParameter(`The specified Auto Scaling group '${arnOrName}' does not exist.`);
}
