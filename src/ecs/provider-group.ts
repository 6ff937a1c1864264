import type { CapacityProvider } from '@aws-sdk/client-ecs';
import { nameOf } from '../aws/arn.ts';

/** The name of the Auto Scaling group behind a capacity provider, where there is one. */
export function groupOf({ autoScalingGroupProvider }: CapacityProvider): string | undefined {
  const { autoScalingGroupArn } = autoScalingGroupProvider ?? {};
  return autoScalingGroupArn === undefined ? undefined : groupName(autoScalingGroupArn);
}

/** The name of an Auto Scaling group from its name or its ARN, behind whose last part a name with slashes may stand. */
export function groupName(nameOrArn: string): string {
  const [, name] = /^arn:.*:autoScalingGroupName\/(.+)$/s.exec(nameOrArn) ?? [];
  return name ?? nameOf(nameOrArn);
}
