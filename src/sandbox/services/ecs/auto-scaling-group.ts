import { AwsError } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import type { Group } from '../auto-scaling/state.ts';
import { tagged } from '../auto-scaling/tags.ts';
import { invalidParameter } from './lookup.ts';

/** The tag by which ECS marks the groups of capacity providers. */
const MANAGED = 'AmazonECSManaged';

/** The ARN of the Auto Scaling group of that ARN or name. Throws InvalidParameterException where there is none. */
export function autoScalingGroupArn(region: Region, arnOrName: string): string {
  const group = groupOf(region, arnOrName);
  if (group) return group.arn;
  throw invalidParameter(`The specified Auto Scaling group '${arnOrName}' does not exist.`);
}

/** Throws ClientException for a group whose new instances are not protected from scale-in. */
export function checkGroupProtects(region: Region, arn: string): void {
  if (groupOf(region, arn)?.settings.NewInstancesProtectedFromScaleIn) return;
  throw new AwsError(
    'ClientException',
    'The managed termination protection setting for the capacity provider is invalid. To enable managed termination ' +
      'protection for a capacity provider, the Auto Scaling group must have instance protection from scale in enabled.',
  );
}

/** Puts the tag on the group that ECS needs there, and on the instances that it launches. */
export function markManaged(region: Region, arn: string): void {
  const group = groupOf(region, arn);
  group?.tags.set(MANAGED, tagged(group.name, { Key: MANAGED, Value: '', PropagateAtLaunch: true }));
}

function groupOf({ autoScaling }: Region, arnOrName: string): Group | undefined {
  return autoScaling.groups.get(arnOrName.slice(arnOrName.lastIndexOf('/') + 1));
}
